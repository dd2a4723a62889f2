/** The API beside a worker, over one database and engine: for what people do and the engine carries out. */
import { pino } from 'pino';
import { createAnalyst } from '../../../../src/services/insight/analysis/analysis.ts';
import { createApp } from '../../../../api/app.ts';
import type { TestTenant } from '../../../support/data/tenants.ts';
import { openEngine, until, type EngineRig, ENGINE_KEYS } from './engine.ts';
import { trackings, type Rig } from './rig.ts';

type Row = Awaited<ReturnType<typeof trackings>>[number];

interface Answer {
  status: number;
  // A test reads whatever the API shows; the API's own types are checked by the compiler.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

export interface RuleRig extends EngineRig {
  call(key: string, method: string, path: string, body?: unknown): Promise<Answer>;
  /** The tracking of an incident, as soon as it is as wanted. */
  tracking(tenant: TestTenant, externalId: string, isAsWanted?: (row: Row) => boolean): Promise<Row>;
  /** A decision on a tracking, and the tracking afterwards. */
  decide(tenant: TestTenant, row: Row, decision: 'resolve' | 'reopen', body: unknown): Promise<Answer>;
}

export const awaitsQualification = (row: Row): boolean => row.phase === 'awaiting_qualification';

export async function openRuleRig(prepare: (rig: Rig) => Promise<void>): Promise<RuleRig> {
  const rig = await openEngine(prepare);
  const { app: appUrl, feed } = rig.database.urls;
  const analyst = createAnalyst({
    urls: { app: appUrl, feed },
    limits: { statementMs: 20_000, idleMs: 30_000 },
  });
  const app = createApp({
    db: rig.db,
    temporal: rig.client,
    analyst,
    config: {
      publicUrl: 'http://vigil.test',
      temporal: { connection: { address: '' }, namespace: rig.client.options.namespace, uiUrl: undefined },
      // The worker's own, so that it believes what this API signs.
      encryptionKeys: ENGINE_KEYS,
      codec: undefined,
    },
    logger: pino({ level: 'silent' }),
    decisionTimeoutMs: 20_000,
    requestsPerMinute: 100_000,
  });
  const call = async (key: string, method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await app.request(`http://vigil.test/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };
  return {
    ...rig,
    close: async () => {
      await analyst.close();
      await rig.close();
    },
    call,
    tracking: (tenant, externalId, isAsWanted = awaitsQualification) =>
      until(`the tracking of ${externalId}`, async () => {
        const row = (await trackings(rig.db, tenant.id)).find((one) => one.external_id === externalId);
        return row && isAsWanted(row) && row;
      }),
    decide: (tenant, row, decision, body) =>
      call(
        tenant.keys.security_reviewer,
        'POST',
        `/vendors/${row.vendor_id}/security/${row.id}/${decision}`,
        body,
      ),
  };
}
