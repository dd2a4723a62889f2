import type { MatchableIncident } from '../../domain/incidents/incident.ts';
import { assignerDomain, assignerKey, assignerName, isId, type AssignerRecord } from '../text/assigners.ts';
import { withoutLegalForm } from '../text/legal-forms.ts';
import { shortened, wordsOf } from '../text/normalise.ts';
import { referenceDomainsOf } from '../text/references.ts';
import { NO_NAME } from '../text/words.ts';

/** Fewer records that name a vendor tell nothing of an assigner. */
const FEWEST_RECORDS = 2;

/** What an assigner whose records are few is taken for: so many records of which all name the same vendor. */
const PRIOR_RECORDS = 1;

/** The vendors that an incident names, each as one word, without legal form and descriptors. */
function vendorsOf({ affectedProducts }: MatchableIncident): string[] {
  const names = affectedProducts.flatMap(({ vendor }) =>
    vendor === null ? [] : [shortened(withoutLegalForm(wordsOf(vendor))).join('')],
  );
  return [...new Set(names)].filter((name) => name !== '' && !NO_NAME.has(name));
}

/**
 * How far the records of each assigner name one and the same vendor: a maker that assigns for itself does, whoever
 * assigns for others does not. Learned from the sources' own vendor fields; no register and no label takes part.
 */
export function learnAssigners(incidents: readonly MatchableIncident[]): Map<string, AssignerRecord> {
  const records = vendorsBy(incidents, ({ assigners = [] }) =>
    assigners.map(assignerKey).filter((each) => !isId(each)),
  );
  const learned = new Map<string, AssignerRecord>();
  for (const [key, named] of records) {
    if (named.length < FEWEST_RECORDS) continue;
    const record = recordOf(key, named);
    if (record.share < TELLING_SHARE) learned.set(key, record);
    // Whoever writes for a maker that assigns for itself, the address is that maker's.
    else if (record.isOwn) learned.set(assignerDomain(key) ?? key, record);
  }
  const domains = domainsOfNames(incidents);
  for (const [key, record] of learned) {
    const domain = domains.get(key);
    if (domain !== undefined) learned.set(key, { ...record, domain });
  }
  return learned;
}

/** The domains of assigners' mail addresses by the short names that other sources give of the same records. */
function domainsOfNames(incidents: readonly MatchableIncident[]): Map<string, string> {
  const domains = new Map<string, string>();
  for (const { assigners = [] } of incidents) {
    const domain = assigners.map(assignerDomain).find((each) => each !== null);
    const name = assigners.find((each) => assignerDomain(each) === null && !isId(each));
    if (domain !== undefined && name !== undefined) domains.set(assignerKey(name), domain);
  }
  return domains;
}

/** The vendors that each record names which has a key, by key in alphabetical order; records without one are left out. */
function vendorsBy(
  incidents: readonly MatchableIncident[],
  keysOf: (incident: MatchableIncident) => readonly string[],
): [string, string[][]][] {
  const records = new Map<string, string[][]>();
  for (const incident of incidents) {
    const vendors = vendorsOf(incident);
    if (vendors.length === 0) continue;
    for (const key of new Set(keysOf(incident))) records.set(key, [...(records.get(key) ?? []), vendors]);
  }
  return [...records].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Fewer records that refer to a site tell nothing of it. */
const FEWEST_REFERENCES = 3;

/** Of sites that references lead to, those that publish of several vendors' products, as lines `share domain`. */
export function learnSites(incidents: readonly MatchableIncident[]): string[] {
  return vendorsBy(incidents, referenceDomainsOf)
    .filter(([, named]) => named.length >= FEWEST_REFERENCES)
    .map(([domain, named]) => ({ domain, share: recordOf(domain, named).share }))
    .filter(({ share }) => share < TELLING_SHARE)
    .map(({ domain, share }) => `${String(share)} ${domain}`);
}

/** From such a share an assigner that is not called like its vendor is as good as one that nothing is known of. */
const TELLING_SHARE = 0.8;

function recordOf(key: string, named: readonly string[][]): AssignerRecord {
  const times = new Map<string, number>();
  for (const vendor of named.flat()) times.set(vendor, (times.get(vendor) ?? 0) + 1);
  const [vendor, most] = [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? ['', 0];
  const share = (most + PRIOR_RECORDS) / (named.length + PRIOR_RECORDS);
  return { share: Math.round(share * 100) / 100, isOwn: isCalled(assignerName(key), vendor) };
}

/** True for an assigner of a vendor's name, or of its beginning or a longer one. */
function isCalled(assigner: string, vendor: string): boolean {
  const name = shortened(withoutLegalForm(wordsOf(assigner))).join('');
  return name.length > 1 && (vendor.startsWith(name) || name.startsWith(vendor));
}

/** What was learned as the lines of the table that ships; see there. */
export const asLines = (learned: ReadonlyMap<string, AssignerRecord>): string[] =>
  [...learned].map(
    ([key, { share, isOwn, domain }]) =>
      `${String(share)}${isOwn ? '*' : ''} ${key}${domain === undefined ? '' : ` = ${domain}`}`,
  );
