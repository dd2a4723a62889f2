import { z } from 'zod';
import type { CvssVersion } from '../../domain/incidents/normalized-incident.ts';
import { baseScore } from '../normalize/fields.ts';
import { affectedOf, affectsNobody } from './csaf-affected.ts';
import type { Entry } from './entry.ts';

const MOST_VULNERABILITIES = 2_000;

const text = z.string().nullish();
const cvss = z.object({ version: text, vectorString: text, baseScore }).nullish().catch(null);
const score = z.object({ cvss_v4: cvss, cvss_v3: cvss, cvss_v2: cvss });

const vulnerability = z.object({
  cve: text,
  title: text,
  cwe: z.object({ id: z.string() }).nullish().catch(null),
  cwes: z
    .array(z.object({ id: z.string() }))
    .nullish()
    .catch(null),
  notes: z
    .array(z.object({ category: text, text: z.string() }))
    .nullish()
    .catch(null),
  product_status: z.record(z.string(), z.array(z.string())).nullish().catch(null),
  scores: z.array(z.unknown()).nullish().catch(null),
  // CSAF 2.1 keeps scores here.
  metrics: z
    .array(z.object({ content: z.unknown() }))
    .nullish()
    .catch(null),
});
type Vulnerability = z.infer<typeof vulnerability>;

const advisory = z.object({
  document: z.object({
    category: text,
    title: z.string(),
    aggregate_severity: z.object({ text }).nullish().catch(null),
    notes: z
      .array(z.object({ category: text, text: z.string() }))
      .nullish()
      .catch(null),
    references: z
      .array(z.object({ category: text, url: z.string() }))
      .nullish()
      .catch(null),
    tracking: z.object({
      id: z.string().min(1),
      version: z.string(),
      status: z.string(),
      initial_release_date: text,
      current_release_date: text,
    }),
  }),
  product_tree: z.unknown().optional(),
  vulnerabilities: z.array(z.unknown()).nullish(),
});
type Advisory = z.infer<typeof advisory>;

/** CSAF 2.1's own categories of what does not hold any more. */
const WITHDRAWN = new Set(['csaf_withdrawn', 'csaf_superseded']);

interface Scored {
  score: number;
  vector: string | null;
  version: CvssVersion;
}

/** The highest score of all vulnerabilities, of the newest CVSS version where scores are equal. */
function highestScore(vulnerabilities: readonly Vulnerability[]): Scored | undefined {
  const given = vulnerabilities.flatMap(({ scores, metrics }) => [
    ...(scores ?? []),
    ...(metrics ?? []).map(({ content }) => content),
  ]);
  const all = given.flatMap((one): Scored[] => {
    const { cvss_v4: v4, cvss_v3: v3, cvss_v2: v2 } = score.safeParse(one).data ?? {};
    const found = v4 ?? v3 ?? v2;
    if (!found) return [];
    const version = v4 ? '4.0' : v3 ? (v3.version === '3.0' ? '3.0' : '3.1') : '2.0';
    return [{ score: found.baseScore, vector: found.vectorString ?? null, version }];
  });
  return all.toSorted((a, b) => b.score - a.score || b.version.localeCompare(a.version))[0];
}

function descriptionOf({ document }: Advisory, vulnerabilities: readonly Vulnerability[]): string {
  const notes = (document.notes ?? []).filter(({ category }) =>
    /^(summary|description)$/.test(category ?? ''),
  );
  const own = vulnerabilities.flatMap(({ cve, title, notes: inner }) => {
    const words =
      inner?.find(({ category }) => /^(summary|description)$/.test(category ?? ''))?.text ?? title;
    return words ? [`${cve ? `${cve}: ` : ''}${words}`] : [];
  });
  return [...notes.map((note) => note.text), ...own].join('\n\n');
}

/** Its page for readers, else the document itself. */
const urlOf = ({ document }: Advisory): string | null => {
  const own = (document.references ?? []).filter(({ category }) => category === 'self');
  return (own.find(({ url }) => !url.endsWith('.json')) ?? own[0])?.url ?? null;
};

/** A CSAF 2.0 document in the terms of all feeds. Throws ZodError when it is none, Error for a draft. */
export function entryOfAdvisory(json: unknown): Partial<Entry> {
  const read = advisory.parse(json);
  const { tracking, category, title, aggregate_severity: severity } = read.document;
  if (tracking.status === 'draft') throw new Error(`${tracking.id} is a draft`);
  const vulnerabilities = (read.vulnerabilities ?? [])
    .slice(0, MOST_VULNERABILITIES)
    .flatMap((one) => vulnerability.safeParse(one).data ?? []);
  const scored = highestScore(vulnerabilities);
  const statuses = vulnerabilities.map(({ product_status: status }) => status);
  return {
    id: tracking.id,
    title,
    description: descriptionOf(read, vulnerabilities),
    severity: severity?.text,
    cvssScore: scored?.score,
    cvssVector: scored?.vector,
    cvssVersion: scored?.version,
    url: urlOf(read),
    published: tracking.initial_release_date,
    modified: tracking.current_release_date,
    status: tracking.status,
    withdrawn: WITHDRAWN.has(category ?? ''),
    affected: affectedOf(read.product_tree, statuses),
    affectsNobody: affectsNobody(statuses),
    cves: vulnerabilities.flatMap(({ cve }) => cve ?? []),
    cwes: vulnerabilities.flatMap(({ cwe, cwes }) => [
      ...(cwe ? [cwe.id] : []),
      ...(cwes ?? []).map(({ id }) => id),
    ]),
  };
}
