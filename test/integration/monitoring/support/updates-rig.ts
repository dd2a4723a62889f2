/** What the tests of an incident's updates share: a tenant of their own, and what it gets to see. */
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Severity } from '../../../../src/domain/vocabulary.ts';
import { finishScan } from '../../../../src/services/monitoring/scans/finish-scan.ts';
import { applyIncidentChange } from '../../../../src/services/response/effects/apply-change.ts';
import { resolveTracking } from '../../../../src/services/response/decisions/resolve.ts';
import { processVendorSecurityIncident } from '../../../../src/services/response/effects/respond.ts';
import { createTestTenant, type TestTenant } from '../../../support/data/tenants.ts';
import { addMatch, changeIncident, type Match, type MatchOptions } from '../../../workflows/support/match.ts';
import { matchAll, openRig, type Rig } from './rig.ts';

export let rig: Rig;
export let tenant: TestTenant;

/** A database for the calling file, and a tenant for each of its tests. */
export function useNews(): void {
  beforeAll(async () => {
    rig = await openRig();
  }, 300_000);
  beforeEach(async () => {
    tenant = await createTestTenant(rig.db);
  });
  afterAll(() => rig.close(), 60_000);
}

export const run = { workflowId: 'incident-response/x', runId: 'r' };
export const now = () => new Date().toISOString();
export const apply = ({ trackingId }: Match) =>
  rig.db.withTenant(tenant.id, (tx) => applyIncidentChange(tx, { trackingId, now: now(), run }));
export const respond = ({ trackingId }: Match) =>
  rig.db.withTenant(tenant.id, (tx) => processVendorSecurityIncident(tx, { trackingId, now: now(), run }));

export async function resolve(
  { trackingId }: Match,
  resolution_type: 'remediated' | 'risk_accepted',
): Promise<void> {
  const { id, name } = tenant.users.security_reviewer;
  const decision = {
    resolution_type,
    resolution_notes: 'Done.',
    actor: { userId: id, name, via: 'api' as const },
  };
  await rig.db.withTenant(tenant.id, (tx) =>
    resolveTracking(tx, { trackingId, now: now(), run, decisionId: 'r', decision }),
  );
}

/** A match that was responded to. */
export async function told(options: MatchOptions = {}): Promise<Match> {
  const match = await addMatch(rig.db, tenant, options);
  await respond(match);
  await cycle();
  return match;
}

export const severity = (match: Match, level: Severity) =>
  changeIncident(rig.db, match.incidentId, { severity: level, fingerprint: level });

/** A whole cycle but for the messages: what it would tell. `unsettled`: as of `matchAll`. */
export async function cycle(pages: { unsettled?: boolean } = {}): Promise<string[]> {
  const { news: updates, watermarks } = await matchAll(rig.db, tenant.id, pages);
  await rig.db.withTenant(tenant.id, (tx) =>
    finishScan(tx, {
      scanId: '00000000-0000-7000-8000-000000000000',
      watermarks,
      counts: { considered: 0, held: 0, matches: 0, responses: 0 },
      feeds: [],
    }),
  );
  return updates.map(({ change }) => change.kind);
}

export const alerts = () =>
  rig.db.withTenant(tenant.id, (tx) =>
    tx.sql.selectFrom('security_alerts').selectAll().orderBy('id').execute(),
  );
export const severities = async () => (await alerts()).map((alert) => alert.severity);
export const openTasks = () =>
  rig.db.withTenant(tenant.id, (tx) =>
    tx.sql.selectFrom('action_items').selectAll().where('status', '=', 'pending').execute(),
  );
export const tracking = (match: Match) =>
  rig.db.withTenant(tenant.id, (tx) =>
    tx.sql
      .selectFrom('vendor_security_tracking')
      .selectAll()
      .where('id', '=', match.trackingId)
      .executeTakeFirstOrThrow(),
  );
export const events = (match: Match, kind: string) =>
  rig.db.withTenant(tenant.id, (tx) =>
    tx.sql
      .selectFrom('tracking_events')
      .selectAll()
      .where('tracking_id', '=', match.trackingId)
      .where('kind', '=', kind)
      .execute(),
  );
export const audits = (match: Match, action: string) =>
  rig.db.withTenant(tenant.id, (tx) =>
    tx.sql
      .selectFrom('audit_log')
      .selectAll()
      .where('target_id', '=', match.trackingId)
      .where('action', '=', action)
      .execute(),
  );
export const messages = (beginning: string) =>
  rig.db.withTenant(tenant.id, (tx) =>
    tx.sql.selectFrom('messages').selectAll().where('title', 'like', `${beginning}%`).orderBy('id').execute(),
  );
