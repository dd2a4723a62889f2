/** One row of everything that a tenant can have, as a response would have left it. */
import { v7 as uuidv7 } from 'uuid';
import type { Database, TenantTx } from '../../../../src/db/database.ts';
import { json } from '../../../../src/db/parsers.ts';
import type { TestTenant } from '../../../support/data/tenants.ts';
import { insertWork } from './fill-work.ts';

export interface TenantRows {
  vendor: string;
  /** The tenant's own. */
  incident: string;
  tracking: string;
  task: string;
  alert: string;
  message: string;
  team: string;
  assessment: string;
  assignment: string;
  configuration: string;
  instance: string;
  scan: string;
  customFeed: string;
  matchRule: string;
  apiKey: string;
}

export async function fillTenant(db: Database, tenant: TestTenant): Promise<TenantRows> {
  return db.withTenant(tenant.id, async (tx) => {
    const tenant_id = tenant.id;
    const ids = {
      vendor: uuidv7(),
      incident: uuidv7(),
      tracking: uuidv7(),
      task: uuidv7(),
      alert: uuidv7(),
      message: uuidv7(),
      team: uuidv7(),
      assignment: uuidv7(),
      instance: uuidv7(),
      scan: uuidv7(),
      customFeed: uuidv7(),
      matchRule: uuidv7(),
    };
    const templates = await readTemplates(tx);
    await insertMatch(tx, tenant_id, ids);
    await insertWork(tx, tenant, { ...ids, ...templates });
    await insertAlert(tx, tenant, ids);
    const team = { id: ids.team, tenant_id, name: 'Response' };
    await tx.sql.insertInto('teams').values(team).execute();
    const member = { id: uuidv7(), tenant_id, team_id: ids.team, user_id: tenant.users.viewer.id };
    await tx.sql.insertInto('team_members').values(member).execute();
    const scan = { id: ids.scan, tenant_id, scan_type: 'cve', kind: 'manual', status: 'completed' } as const;
    await tx.sql
      .insertInto('scans')
      .values({ ...scan, workflow_id: `scan-${ids.scan}`, run_id: uuidv7() })
      .execute();
    const read_since = new Date().toISOString();
    const feed = {
      key: 'news',
      name: 'News',
      kind: 'rss',
      incident_type: 'security_alert',
      read_since,
    } as const;
    await tx.sql
      .insertInto('custom_feeds')
      .values({
        id: ids.customFeed,
        tenant_id,
        ...feed,
        url: 'https://northwind.example/rss',
        enabled: false,
      })
      .execute();
    await insertRule(tx, tenant_id, ids);
    const key = await tx.sql
      .selectFrom('api_keys')
      .select('id')
      .where('name', '=', 'viewer key')
      .executeTakeFirstOrThrow();
    return { ...ids, ...templates, apiKey: key.id };
  });
}

/** A false positive, and something that it has kept from being raised. */
async function insertRule(tx: TenantTx, tenant_id: string, ids: Ids): Promise<void> {
  const of = { tenant_id, vendor_id: ids.vendor };
  const evidence = {
    strategy: 'domain',
    incident_value: 'northwind.example',
    vendor_value: 'northwind.example',
  } as const;
  await tx.sql
    .insertInto('match_feedback')
    .values({
      id: ids.matchRule,
      ...of,
      ...evidence,
      evidence_key: `${ids.vendor}|domain|northwind example`,
      verdict: 'false_positive',
      created_by_name: 'Northwind reviewer',
    })
    .execute();
  await tx.sql
    .insertInto('match_suppressions')
    .values({ id: uuidv7(), ...of, rule_id: ids.matchRule, incident_id: ids.incident })
    .execute();
}

async function readTemplates(tx: TenantTx) {
  const assessment = await tx.sql
    .selectFrom('assessments')
    .select('id')
    .where('key', '=', 'breach_impact')
    .executeTakeFirstOrThrow();
  const configuration = await tx.sql
    .selectFrom('workflow_configurations')
    .select('id')
    .where('workflow_type', '=', 'tprm')
    .executeTakeFirstOrThrow();
  return { assessment: assessment.id, configuration: configuration.id };
}

type Ids = Omit<TenantRows, 'assessment' | 'configuration' | 'apiKey'>;

async function insertMatch(tx: TenantTx, tenant_id: string, ids: Ids): Promise<void> {
  await tx.sql
    .insertInto('vendors')
    .values({ id: ids.vendor, tenant_id, name: 'Northwind', external_ref: 'ref-1' })
    .execute();
  await tx.sql
    .insertInto('vendor_domains')
    .values({ id: uuidv7(), tenant_id, vendor_id: ids.vendor, domain: 'northwind.example' })
    .execute();
  await tx.sql
    .insertInto('security_incidents')
    .values({
      id: ids.incident,
      tenant_id,
      incident_type: 'security_alert',
      external_id: 'OWN-1',
      title: 'Northwind lost its keys',
      severity: 'high',
      source: 'manual',
    })
    .execute();
  const evidence = {
    strategy: 'domain',
    incident_value: 'x',
    vendor_value: 'x',
    score: 1,
    weight: 0.9,
  } as const;
  await tx.sql
    .insertInto('vendor_security_tracking')
    .values({
      id: ids.tracking,
      tenant_id,
      vendor_id: ids.vendor,
      incident_id: ids.incident,
      match_confidence: 0.9,
      match_reason: 'The domain is the same.',
      matched_fields: json([evidence]),
      status: 'at_risk',
      phase: 'awaiting_qualification',
      risk_score: 61,
      response_workflow_id: `incident-response/${ids.tracking}`,
      response_run_id: uuidv7(),
      due_date: '2020-01-01T00:00:00.000Z',
    })
    .execute();
  await tx.sql
    .insertInto('tracking_events')
    .values({ id: uuidv7(), tenant_id, tracking_id: ids.tracking, kind: 'responded', actor_type: 'system' })
    .execute();
}

async function insertAlert(tx: TenantTx, tenant: TestTenant, ids: Ids): Promise<void> {
  const tenant_id = tenant.id;
  const user_id = tenant.users.viewer.id;
  await tx.sql
    .insertInto('security_alerts')
    .values({
      id: ids.alert,
      tenant_id,
      incident_id: ids.incident,
      vendor_tracking_id: ids.tracking,
      response_no: 1,
      effect: 'alert/0',
      alert_type: 'risk_qualification_required',
      severity: 'high',
      priority: 'HIGH',
      title: 'Security Alert: Northwind - Northwind lost its keys',
      message: 'Please review.',
      recipient_type: 'role',
      recipient_ids: ['viewer'],
      status: 'sent',
    })
    .execute();
  await tx.sql
    .insertInto('alert_deliveries')
    .values({
      id: uuidv7(),
      tenant_id,
      alert_id: ids.alert,
      channel: 'email',
      recipient: 'viewer@example.com',
      user_id,
      once_key: `once/${ids.alert}`,
      status: 'failed',
      attempts: 3,
      last_error: '550 no such mailbox',
    })
    .execute();
  const message = { id: ids.message, tenant_id, user_id, alert_id: ids.alert, title: 'Alert', body: 'Look.' };
  await tx.sql
    .insertInto('messages')
    .values({ ...message, once_key: `message/${ids.message}` })
    .execute();
}
