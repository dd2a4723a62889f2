/** A source that misbehaves, through a whole cycle: what a tenant and an operator get to see of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { feedSyncId } from '../../../../src/contracts/ids.ts';
import type { FaultKind } from '../../../../src/dev/demo-feeds/faults.ts';
import { getIncidentByExternalId } from '../../../../src/services/catalogue/incidents/read-incident.ts';
import { recordsFolder, writeRecords, type CveSpec } from '../../../support/data/records.ts';
import { createTestTenant } from '../../../support/data/tenants.ts';
import { openEngine, type EngineRig } from '../support/engine.ts';
import { addVendor, trackings } from '../support/rig.ts';

const MINUTES = 60_000;
const VENDOR = 'Zyxquil Networks';

let rig: EngineRig;
let tenantId: string;
let number = 30_000;

/** Three CVEs of the vendor, never seen before; the faults hit the first. */
function publish(): string[] {
  const cves: CveSpec[] = [1, 2, 3].map(() => ({
    id: `CVE-2026-${(number += 1)}`,
    description: 'A flaw in Rocket lets attackers in.',
    affected: [{ vendor: 'Zyxquil', product: 'Rocket' }],
    score: 9.1,
    modified: new Date().toISOString(),
  }));
  writeRecords(folder, cves);
  return cves.map(({ id }) => id);
}

const folder = recordsFolder([{ id: 'CVE-2026-30000', description: 'Of nobody here.', score: 9.1 }]);

beforeAll(async () => {
  rig = await openEngine(async ({ db }) => {
    tenantId = (await createTestTenant(db)).id;
    await addVendor(db, tenantId, VENDOR);
  }, folder);
  // The tenant's own first cycles would meet the faults that are meant for the scans asked for here.
  const over = async () => {
    const scans = await rig.db.withTenant(tenantId, (tx) =>
      tx.sql.selectFrom('scans').select(['scan_type', 'status']).execute(),
    );
    return ['cve', 'breach', 'feeds'].every((type) =>
      scans.some((scan) => scan.scan_type === type && scan.status !== 'running'),
    );
  };
  while (!(await over())) await sleep(200);
}, 5 * MINUTES);

afterEach(() => rig.feeds.setFaults([]));
afterAll(() => rig.close(), 2 * MINUTES);

/** New records behind a fault, and the cycle that meets it. */
async function cycleWith(kind: FaultKind, times?: number) {
  const ids = publish();
  await rig.feeds.reload();
  rig.feeds.setFaults([{ path: '/nvd', kind, retryAfter: '1', ...(times === undefined ? {} : { times }) }]);
  const begun = rig.log.length;
  const scan = await rig.scan(tenantId, 'cve');
  const found = (await trackings(rig.db, tenantId)).filter((row) => ids.includes(row.external_id));
  const warnings = rig.log.slice(begun).filter(({ level }) => level >= 40);
  return { ids, scan, nvd: scan.feeds.find(({ source }) => source === 'nvd'), found, warnings };
}

/** The messages of failed tries of the run that read NVD last, as the Temporal Web UI shows them. */
async function failedTries(): Promise<string[]> {
  const history = await rig.client.workflow.getHandle(feedSyncId('nvd')).fetchHistory();
  const failures = (history.events ?? []).flatMap((event) => {
    const { lastFailure } = event.activityTaskStartedEventAttributes ?? {};
    return lastFailure ? [lastFailure] : [];
  });
  const [codec] = rig.client.options.loadedDataConverter.payloadCodecs;
  return Promise.all(
    failures.map(async ({ message, encodedAttributes }) => {
      const [payload] = encodedAttributes ? ((await codec?.decode([encodedAttributes])) ?? []) : [];
      return payload?.data ? Buffer.from(payload.data).toString() : (message ?? '');
    }),
  );
}

describe('a description of 10 MB', () => {
  test(
    'is kept cut with a flag, and neither its page, nor the cycle, nor its tracking is lost',
    async () => {
      const { ids, scan, nvd, found } = await cycleWith('huge_description');
      expect(scan).toMatchObject({ status: 'completed', error: null, matches: 3 });
      expect(nvd).toMatchObject({ fresh: true, new: 3, rejected: 0 });
      expect(found.map((row) => row.external_id)).toEqual(ids);
      expect(found.every((row) => row.response_workflow_id !== null)).toBe(true);
      const incidents = await Promise.all(
        ids.map((id) => rig.db.withTenant(tenantId, (tx) => getIncidentByExternalId(tx, id))),
      );
      expect(incidents.map((one) => one?.description_truncated)).toEqual([true, false, false]);
      expect(incidents[0]?.description).toMatch(/^A very long description\./);
      expect(incidents[0]?.description.length).toBeLessThan(100_000);
    },
    3 * MINUTES,
  );
});

describe.each([
  ['429', 'rate_limited', /NVD answered 429/],
  ['503', 'unavailable', /NVD answered 503/],
  ['a truncated page', 'truncated', /NVD answered with/],
] as const)('%s', (_, kind, reason) => {
  test(
    'is waited for and read again, with the reason in the log and in the engine’s history',
    async () => {
      const { ids, scan, nvd, found, warnings } = await cycleWith(kind, 1);
      expect(scan).toMatchObject({ status: 'completed', error: null });
      expect(nvd).toMatchObject({ fresh: true, new: 3 });
      expect(found.map((row) => row.external_id)).toEqual(ids);
      expect(warnings).toContainEqual(
        expect.objectContaining({
          msg: 'a feed failed',
          source: 'nvd',
          err: expect.objectContaining({ message: expect.stringMatching(reason) as unknown }) as unknown,
        }),
      );
      expect(await failedTries()).toContainEqual(expect.stringMatching(reason));
    },
    3 * MINUTES,
  );
});

describe('one malformed record', () => {
  test(
    'is set aside by name and reason in the log, and the others of its page are matched',
    async () => {
      const { ids, scan, nvd, found, warnings } = await cycleWith('malformed_record');
      expect(scan).toMatchObject({ status: 'completed', error: null, matches: 2 });
      expect(nvd).toMatchObject({ fresh: true, new: 2, rejected: 1 });
      expect(found.map((row) => row.external_id)).toEqual(ids.slice(1));
      expect(warnings).toContainEqual(
        expect.objectContaining({
          msg: 'a record was set aside',
          source: 'nvd',
          external_id: ids[0],
          reason: expect.stringMatching(/lastModified/) as unknown,
        }),
      );
    },
    3 * MINUTES,
  );
});
