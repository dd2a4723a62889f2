import type { HibpKind } from './variables.ts';
import { z } from 'zod';
import { cut } from '../../../domain/text/cut.ts';
import { sensitiveKinds } from '../../../domain/incidents/data-classes.ts';
import type { NormalizeResult } from '../../../domain/incidents/normalized-incident.ts';
import type { Severity } from '../../../domain/vocabulary.ts';
import { DESCRIPTION_LENGTH, TITLE_LENGTH } from '../../normalize/cve-incident.ts';
import { utcTime } from '../../normalize/fields.ts';
import { dig, normalizeRecord } from '../../normalize/guard.ts';
import { oneLine } from '../../../domain/text/one-line.ts';
import { cutAtWord, htmlToText, limitText } from '../../normalize/text.ts';

const MANY_ACCOUNTS = 1_000_000;
const flag = z.boolean().nullish();

const breach = z.object({
  Name: z.string().min(1).max(200),
  Title: z.string().nullish(),
  Domain: z.string().nullish(),
  BreachDate: z.string().nullish(),
  AddedDate: utcTime,
  ModifiedDate: utcTime.nullish().catch(null),
  PwnCount: z.number().int().min(0),
  Description: z.string().nullish(),
  DataClasses: z.array(z.string()),
  IsVerified: z.boolean(),
  IsFabricated: flag,
  IsSensitive: flag,
  IsRetired: flag,
  IsSpamList: flag,
  IsMalware: flag,
  IsStealerLog: flag,
});
type Breach = z.infer<typeof breach>;

const FLAGS: readonly (readonly [HibpKind, (entry: Breach) => boolean | null | undefined])[] = [
  ['fabricated', (entry) => entry.IsFabricated],
  ['retired', (entry) => entry.IsRetired],
  ['spam_list', (entry) => entry.IsSpamList],
  ['stealer_log', (entry) => entry.IsStealerLog],
];

/** The first of an entry's kinds that is not wanted, in words. */
function reasonToOmit(entry: Breach, include: readonly HibpKind[]): string | undefined {
  const unwanted = FLAGS.find(([kind, isOf]) => isOf(entry) === true && !include.includes(kind));
  return unwanted?.[0].replace('_', ' ');
}

/**
 * Severity of a breach: critical with passwords, financial, health or government-id data of 1,000,000 accounts
 * or more; high with either; else medium, but low when unverified, unless HIBP calls it sensitive (having an account
 * there is itself a harm).
 */
function severityOfBreach(entry: Breach, dataClasses: readonly string[]): Severity {
  const grave = sensitiveKinds(dataClasses).length > 0;
  const large = entry.PwnCount >= MANY_ACCOUNTS;
  if (grave && large) return 'critical';
  if (grave || large) return 'high';
  return entry.IsVerified || entry.IsSensitive === true ? 'medium' : 'low';
}

function statusOf(entry: Breach): string {
  if (entry.IsRetired === true) return 'retired';
  if (entry.IsFabricated === true) return 'fabricated';
  return entry.IsVerified ? 'verified' : 'unverified';
}

function build(entry: Breach, include: readonly HibpKind[]): NormalizeResult {
  const omit = reasonToOmit(entry, include);
  if (omit !== undefined) return { omitted: { externalId: entry.Name, reason: omit } };
  const domain = cut((entry.Domain ?? '').trim().toLowerCase(), 253);
  // HTML is longer than its text, so a generous part of it is enough for the longest description kept.
  const html = cut(entry.Description ?? '', DESCRIPTION_LENGTH * 10);
  const description = limitText(htmlToText(html), DESCRIPTION_LENGTH);
  const dataClasses = entry.DataClasses.slice(0, 200).map((dataClass) => cut(oneLine(dataClass), 100));
  const modifiedDate = entry.ModifiedDate ?? entry.AddedDate;
  return {
    incident: {
      incidentType: 'data_breach',
      externalId: entry.Name,
      title: cutAtWord(oneLine(entry.Title ?? '') || entry.Name, TITLE_LENGTH),
      titleOrigin: 'source',
      description: description.text,
      descriptionTruncated: description.truncated || html.length < (entry.Description ?? '').length,
      severity: severityOfBreach(entry, dataClasses),
      severityKnown: true,
      cvssScore: null,
      cvssVector: null,
      cvssVersion: null,
      scoreOrigin: null,
      source: 'hibp',
      sourceUrl: `https://haveibeenpwned.com/Breach/${encodeURIComponent(entry.Name)}`,
      publishedDate: entry.AddedDate,
      modifiedDate,
      sourceStatus: statusOf(entry),
      // One that is retired or fabricated comes in only where an operator wants to know of those.
      withdrawnAt: null,
      kevAddedOn: null,
      knownRansomware: false,
      cwes: [],
      affectedProducts: [],
      domains: domain === '' ? [] : [domain],
      dataClasses,
      pwnCount: entry.PwnCount,
      part: {
        breach_date: entry.BreachDate?.slice(0, 10) ?? null,
        is_verified: entry.IsVerified,
        is_sensitive: entry.IsSensitive ?? false,
        is_malware: entry.IsMalware ?? false,
        is_spam_list: entry.IsSpamList ?? false,
        is_stealer_log: entry.IsStealerLog ?? false,
      },
    },
  };
}

/** An entry of HIBP's `/breaches` as an incident, left out by kind, or set aside with its reason. Never throws. */
export function normalizeHibpBreach(raw: unknown, include: readonly HibpKind[] = []): NormalizeResult {
  return normalizeRecord(
    raw,
    breach,
    (entry) => dig(entry, 'Name'),
    (entry) => build(entry, include),
  );
}
