import type { Breach, CveRecord, DemoRecords, KevEntry, NvdCve } from './records.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** All CVEs fall into the first scan's 7 days, all breaches into its 30. */
const CVE_SPAN = 6 * DAY;
const BREACH_SPAN = 24 * DAY;
/** Days that CISA gives to act. */
const KEV_DUE = 21 * DAY;

const iso = (time: number): string => new Date(time).toISOString();
const withoutZone = (time: number): string => iso(time).replace('Z', '');
const dayOf = (time: number): string => iso(time).slice(0, 10);

/** A moment for each key: the order of their own dates kept, spread evenly up to an hour before the anchor. */
function spread(dates: ReadonlyMap<string, string>, span: number, anchor: number): Map<string, number> {
  const ordered = [...dates].sort(([idA, a], [idB, b]) => (a === b ? (idA < idB ? -1 : 1) : a < b ? -1 : 1));
  const step = (span - HOUR) / Math.max(1, ordered.length);
  return new Map(ordered.map(([id], index) => [id, Math.floor(anchor - span + step * (index + 1))]));
}

function cveDates(records: DemoRecords): Map<string, string> {
  const dates = new Map<string, string>();
  for (const entry of records.kev.vulnerabilities) dates.set(entry.cveID, entry.dateAdded);
  for (const { cveMetadata } of records.cveOrg.values()) {
    const date = cveMetadata.datePublished ?? cveMetadata.dateReserved ?? cveMetadata.dateUpdated;
    if (date !== undefined) dates.set(cveMetadata.cveId, date);
  }
  for (const cve of records.nvd) dates.set(cve.id, cve.published);
  return dates;
}

const shiftNvd = (cve: NvdCve, time: number): NvdCve => ({
  ...cve,
  published: withoutZone(time),
  lastModified: withoutZone(time + HOUR / 2),
  ...(cve.cisaExploitAdd === undefined
    ? {}
    : { cisaExploitAdd: dayOf(time), cisaActionDue: dayOf(time + KEV_DUE) }),
});

function shiftCveRecord(record: CveRecord, time: number): CveRecord {
  const { cveMetadata, containers } = record;
  const adp = containers.adp?.map((container) => ({
    ...container,
    ...(container.metrics === undefined
      ? {}
      : {
          metrics: container.metrics.map((metric) =>
            metric.other?.type === 'kev'
              ? {
                  ...metric,
                  other: { ...metric.other, content: { ...metric.other.content, dateAdded: dayOf(time) } },
                }
              : metric,
          ),
        }),
  }));
  return {
    ...record,
    cveMetadata: {
      ...cveMetadata,
      dateReserved: iso(time - HOUR),
      ...(cveMetadata.datePublished === undefined ? {} : { datePublished: iso(time) }),
      ...(cveMetadata.dateRejected === undefined ? {} : { dateRejected: iso(time + HOUR / 2) }),
      dateUpdated: iso(time + HOUR / 2),
    },
    containers: { ...containers, ...(adp === undefined ? {} : { adp }) },
  };
}

const shiftKev = (entry: KevEntry, time: number): KevEntry => ({
  ...entry,
  dateAdded: dayOf(time),
  dueDate: dayOf(time + KEV_DUE),
});

const shiftBreach = (breach: Breach, time: number): Breach => ({
  ...breach,
  AddedDate: iso(time).replace(/\.\d+Z$/, 'Z'),
  ModifiedDate: iso(time + HOUR / 2).replace(/\.\d+Z$/, 'Z'),
});

/**
 * The records as if they had been published in the days before the anchor, in the order of their own dates. The
 * same anchor gives the same dates, so a stack that starts again sees nothing new.
 */
export function shiftRecords(records: DemoRecords, anchor: Date): DemoRecords {
  const at = anchor.getTime();
  const cves = spread(cveDates(records), CVE_SPAN, at);
  const breaches = spread(new Map(records.breaches.map((b) => [b.Name, b.AddedDate])), BREACH_SPAN, at);
  const timeOf = (id: string): number => cves.get(id) ?? at - HOUR;
  return {
    nvd: records.nvd.map((cve) => shiftNvd(cve, timeOf(cve.id))),
    cveOrg: new Map([...records.cveOrg].map(([id, record]) => [id, shiftCveRecord(record, timeOf(id))])),
    breaches: records.breaches.map((breach) => shiftBreach(breach, breaches.get(breach.Name) ?? at - HOUR)),
    kev: {
      ...records.kev,
      catalogVersion: dayOf(at).replaceAll('-', '.'),
      dateReleased: iso(at),
      vulnerabilities: records.kev.vulnerabilities.map((entry) => shiftKev(entry, timeOf(entry.cveID))),
    },
    epss: { ...records.epss, date: dayOf(at) },
  };
}
