/** All real records, where they are beside the checkout. */
import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createCveOrgClient } from '../../../../src/feeds/sources/cve-org/client.ts';
import { createHibpClient } from '../../../../src/feeds/sources/hibp/client.ts';
import { nvdRecords } from '../../../../src/feeds/sources/nvd/client.ts';
import { loadRecords } from '../../../../src/dev/demo-feeds/records.ts';
import type { FetchedRecord } from '../../../../src/domain/incidents/normalized-incident.ts';
import {
  address,
  bodies,
  empty,
  forgetIncidents,
  read,
  rows,
  take,
  useSources,
} from '../support/sources-rig.ts';

useSources();

const shared = new URL('../../../../../shared/data', import.meta.url).pathname;
const present = existsSync(shared);
if (!present) test.skip(`the real records are not at ${shared}`, () => undefined);

(present ? test : test.skip)(
  'all real records beside the checkout go in, every one that does not with its reason',
  async () => {
    await empty();
    await forgetIncidents();
    const records = await loadRecords(shared);
    bodies.set('/hibp/breaches', { body: records.breaches });
    bodies.set('/kev.json', { body: records.kev });
    const org: FetchedRecord[] = [];
    const client = createCveOrgClient({ baseUrl: `${address}/cve`, deltaUrl: address });
    for (const [id, record] of records.cveOrg) {
      bodies.set(`/cve/${id}`, { body: record });
      const found = await client.getCveById(id);
      if (found) org.push(found);
    }
    const list = await createHibpClient({ baseUrl: `${address}/hibp` }).listBreaches();
    const left = list.notModified ? [] : list.records.filter((one) => 'omitted' in one.read());
    const nvd = await take('nvd', nvdRecords(records.nvd.map((cve) => ({ cve }))));
    const cveOrg = await take('cve-org', org);
    const kev = await read('kev');
    const hibp = await read('hibp');
    expect(nvd).toMatchObject({ new: records.nvd.length, rejected: 0 });
    expect(cveOrg.rejected + kev.rejected + hibp.rejected).toBe(0);
    expect(hibp.new).toBe(records.breaches.length - left.length);
    const stored = await rows();
    const bySource = (source: string) => stored.filter((one) => source in one.incident_details).length;
    expect({
      nvd: bySource('nvd'),
      'cve-org': bySource('cve-org'),
      kev: bySource('kev'),
      hibp: bySource('hibp'),
    }).toEqual({
      nvd: records.nvd.length,
      'cve-org': records.cveOrg.size,
      kev: records.kev.vulnerabilities.length,
      hibp: records.breaches.length - left.length,
    });
    // Taken in again, in another order, nothing is new and nothing has changed.
    const again = [
      await take('cve-org', org.toReversed()),
      await take('nvd', nvdRecords(records.nvd.map((cve) => ({ cve })).reverse())),
    ];
    for (const counts of again) expect(counts).toMatchObject({ new: 0, changed: 0, rejected: 0 });
  },
  300_000,
);
