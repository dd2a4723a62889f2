import { hash } from 'node:crypto';
import { z } from 'zod';
import { cut } from '../../domain/text/cut.ts';
import type { CustomFeedReading } from '../../domain/feeds/custom-feed.ts';
import { severityOfCvss } from '../../domain/incidents/cvss-severity.ts';
import type { AffectedProduct } from '../../domain/incidents/incident.ts';
import {
  CVSS_VERSIONS,
  type Json,
  type NormalizedIncident,
} from '../../domain/incidents/normalized-incident.ts';
import { SEVERITIES, type Severity } from '../../domain/vocabulary.ts';
import { DESCRIPTION_LENGTH, TITLE_LENGTH } from '../normalize/cve-incident.ts';
import { cutOrNull, cweList } from '../normalize/fields.ts';
import { distinctProducts } from '../normalize/product-lists.ts';
import { oneLine } from '../../domain/text/one-line.ts';
import { readFeedTime } from './feed-time.ts';
import { cutAtWord, firstSentence, htmlToText, limitText } from '../normalize/text.ts';

const LONGEST_ID = 300;
const LONGEST_NAME = 300;
/** Far longer than any in the official dictionary. */
const LONGEST_CPE = 500;
const LONGEST_URL = 2_000;
const MOST_CVES = 100;
const SENTENCE_LENGTH = 200;
/** Markup is longer than its text: a generous part of it is enough for the longest description kept. */
const MARKUP_LENGTH = DESCRIPTION_LENGTH * 10;

const text = z.string().nullish();

/** What any kind of feed says of one entry, before the product's rules; texts may hold markup. */
export const entryShape = z.object({
  id: z.string().trim().min(1, 'has no id, address or title to be known by').max(5_000),
  title: text,
  description: text,
  severity: text,
  cvssScore: z.number().min(0).max(10).nullish(),
  cvssVector: text,
  cvssVersion: z.enum(CVSS_VERSIONS).nullish(),
  url: text,
  published: text,
  modified: text,
  status: text,
  withdrawn: z.boolean().nullish(),
  affected: z
    .array(
      z.object({
        vendor: text,
        product: text,
        cpe: z.string().optional(),
        versions: z.array(z.record(z.string(), z.string())).optional(),
      }),
    )
    .nullish(),
  /** True: it names products to say that they are not affected. */
  affectsNobody: z.boolean().nullish(),
  domains: z.array(z.string()).nullish(),
  cves: z.array(z.string()).nullish(),
  cwes: z.array(z.string()).nullish(),
});
export type Entry = z.infer<typeof entryShape>;

const SEVERITY_WORDS: ReadonlyMap<string, Severity> = new Map([
  ['none', 'low'],
  ['info', 'low'],
  ['informational', 'low'],
  ['minor', 'low'],
  ['moderate', 'medium'],
  ['important', 'high'],
  ['major', 'high'],
  ['severe', 'high'],
  ['urgent', 'critical'],
]);

/** A source's word for a severity (`Important`, `CRITICAL`, `7.5`), or null where it says nothing. */
export function severityOfWord(word: string | null | undefined): Severity | null {
  const line = (word ?? '').trim().toLowerCase();
  if (/^(?:10(?:\.0)?|\d(?:\.\d)?)$/.test(line)) return severityOfCvss(Number(line));
  return SEVERITIES.find((severity) => severity === line) ?? SEVERITY_WORDS.get(line) ?? null;
}

/** ISO 8601 UTC of any notation that feeds use, seconds and milliseconds since 1970 too; null where it is none. */
export function timeOf(given: string | null | undefined): string | null {
  const line = (given ?? '').trim();
  if (line === '') return null;
  const number = /^\d{9,13}$/.test(line) ? Number(line) * (line.length > 10 ? 1 : 1_000) : undefined;
  const iso = number === undefined ? readFeedTime(line) : new Date(number).toISOString();
  return iso !== null && iso >= '1970' && iso < '2200' ? iso : null;
}

/** A web address that may be shown as a link; null for everything else. */
function linkOf(given: string | null | undefined): string | null {
  const line = (given ?? '').trim();
  if (line.length > LONGEST_URL || !URL.canParse(line)) return null;
  const { protocol, username, href } = new URL(line);
  return (protocol === 'https:' || protocol === 'http:') && username === '' ? href : null;
}

/** CVE ids in texts, each once, in the order of their ids. */
function cvesIn(texts: readonly string[]): string[] {
  const found = texts.flatMap((one) => one.match(/\bCVE-\d{4}-\d{4,19}\b/gi) ?? []);
  return [...new Set(found.map((id) => id.toUpperCase()))].sort().slice(0, MOST_CVES);
}

const plain = (markup: string | null | undefined): string => htmlToText(cut(markup ?? '', MARKUP_LENGTH));

/** What of an entry is an incident's name, in this tenant alone: no two feeds give the same. */
export const externalIdOf = (feed: Pick<CustomFeedReading, 'key'>, id: string): string =>
  boundedId(`${feed.key}:${oneLine(id)}`);

/** An id that the database holds: the beginning of a longer one, and what tells it apart. */
export function boundedId(whole: string): string {
  if (whole.length <= LONGEST_ID) return whole.toWellFormed();
  // Two that begin alike are two.
  const digest = hash('sha256', whole, 'base64url').slice(0, 22);
  return `${cut(whole, LONGEST_ID - digest.length - 1)}~${digest}`;
}

function productsOf(feed: CustomFeedReading, entry: Entry): AffectedProduct[] {
  const named = (entry.affected ?? []).flatMap(({ vendor, product, cpe, versions }): AffectedProduct[] => {
    const by = cut(oneLine(vendor ?? ''), LONGEST_NAME) || feed.vendor;
    const what = cut(oneLine(product ?? ''), LONGEST_NAME) || null;
    if (by === null && what === null) return [];
    return [
      {
        vendor: by,
        product: what,
        ...(cpe === undefined || cpe.length > LONGEST_CPE ? {} : { cpe }),
        ...(versions === undefined || versions.length === 0 ? {} : { versions }),
        source: feed.id,
      },
    ];
  });
  if (named.length === 0 && feed.vendor !== null && entry.affectsNobody !== true)
    return [{ vendor: feed.vendor, product: null, source: feed.id }];
  return distinctProducts(named);
}

function severityOf(feed: CustomFeedReading, entry: Entry) {
  const score = entry.cvssScore ?? null;
  const scored = score === null ? null : severityOfCvss(score, entry.cvssVersion ?? '3.1');
  const severity = severityOfWord(entry.severity) ?? scored ?? feed.defaultSeverity;
  return { severity: severity ?? ('medium' as const), severityKnown: severity !== null, cvssScore: score };
}

/** An entry of a custom feed as an incident. Throws a plain Error with why it cannot be one. */
export function incidentOfEntry(feed: CustomFeedReading, entry: Entry): NormalizedIncident {
  const description = limitText(plain(entry.description), DESCRIPTION_LENGTH);
  const heading = oneLine(plain(entry.title)) || cutAtWord(firstSentence(description.text), SENTENCE_LENGTH);
  if (heading === '') throw new Error('has neither a title nor a description');
  const publishedDate = timeOf(entry.published);
  const modifiedDate = timeOf(entry.modified);
  const cves = cvesIn([...(entry.cves ?? []), heading, description.text, entry.id]);
  const part: Json = {
    feed: feed.name,
    entry_id: cut(oneLine(entry.id), LONGEST_ID),
    cves,
  };
  return {
    incidentType: feed.incidentType,
    externalId: externalIdOf(feed, entry.id),
    title: cutAtWord(heading, TITLE_LENGTH),
    titleOrigin: 'source',
    description: description.text,
    descriptionTruncated: description.truncated || (entry.description ?? '').length > MARKUP_LENGTH,
    ...severityOf(feed, entry),
    cvssVector: cutOrNull(entry.cvssVector, 200),
    cvssVersion: entry.cvssVersion ?? null,
    scoreOrigin: entry.cvssScore == null ? null : 'other',
    source: feed.id,
    sourceUrl: linkOf(entry.url),
    publishedDate: publishedDate ?? modifiedDate,
    modifiedDate: modifiedDate ?? publishedDate,
    sourceStatus: cut(oneLine(entry.status ?? ''), 50) || null,
    withdrawnAt:
      entry.withdrawn === true ? (modifiedDate ?? publishedDate ?? new Date(0).toISOString()) : null,
    kevAddedOn: null,
    knownRansomware: false,
    cwes: cweList(entry.cwes ?? []).slice(0, 50),
    affectedProducts: productsOf(feed, entry),
    domains: [...new Set((entry.domains ?? []).map((domain) => cut(oneLine(domain).toLowerCase(), 253)))]
      .filter((domain) => domain !== '')
      .sort()
      .slice(0, 100),
    dataClasses: [],
    pwnCount: null,
    part,
  };
}
