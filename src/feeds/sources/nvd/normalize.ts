import { z } from 'zod';
import { cut } from '../../../domain/text/cut.ts';
import type { Json, NormalizeResult } from '../../../domain/incidents/normalized-incident.ts';
import { cnaAffected, productsOfCna } from '../../normalize/affected.ts';
import { cpeMatch, productsOfCpe } from '../../normalize/cpe-products.ts';
import { cveIncident, englishText, referencesOf } from '../../normalize/cve-incident.ts';
import { scoreOf } from '../../normalize/cvss.ts';
import type { Score } from '../../normalize/cvss.ts';
import { cutOrNull, baseScore, cveId, cweList, day, utcTime } from '../../normalize/fields.ts';
import { dig, normalizeRecord } from '../../normalize/guard.ts';
import { distinctProducts } from '../../normalize/product-lists.ts';

const text = z.string().nullish();
const metric = z.object({
  source: text,
  type: text,
  /** CVSS 2.0 has its severity here, the others inside `cvssData`. */
  baseSeverity: text,
  cvssData: z.object({ baseScore: baseScore.nullish(), baseSeverity: text, vectorString: text }).nullish(),
});
const metrics = z.array(metric).nullish();
const ssvc = z.object({
  source: text,
  ssvcData: z.object({ options: z.array(z.record(z.string(), z.string())).nullish() }).nullish(),
});
const translations = z.array(z.object({ lang: text, value: text }));

const nvdCve = z.object({
  id: cveId,
  sourceIdentifier: text,
  published: utcTime,
  lastModified: utcTime,
  vulnStatus: text,
  cveTags: z.array(z.object({ tags: z.array(z.string()).nullish() })).nullish(),
  descriptions: translations,
  affected: z.array(z.object({ source: text, affectedData: z.array(cnaAffected).nullish() })).nullish(),
  metrics: z
    .object({
      cvssMetricV40: metrics,
      cvssMetricV31: metrics,
      cvssMetricV30: metrics,
      cvssMetricV2: metrics,
      ssvcV203: z.array(ssvc).nullish(),
    })
    .nullish(),
  weaknesses: z.array(z.object({ description: translations.nullish() })).nullish(),
  configurations: z
    .array(
      z.object({
        nodes: z
          .array(z.object({ negate: z.boolean().nullish(), cpeMatch: z.array(cpeMatch).nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
  references: z.array(z.object({ url: text, tags: z.array(z.string()).nullish() })).nullish(),
  cisaExploitAdd: day.nullish().catch(null),
  cisaActionDue: day.nullish().catch(null),
  cisaRequiredAction: text,
  cisaVulnerabilityName: text,
});
type NvdCve = z.infer<typeof nvdCve>;

const METRICS = [
  ['4.0', 'cvssMetricV40'],
  ['3.1', 'cvssMetricV31'],
  ['3.0', 'cvssMetricV30'],
  ['2.0', 'cvssMetricV2'],
] as const;

function scoresOf(cve: NvdCve): Score[] {
  return METRICS.flatMap(([version, key]) =>
    (cve.metrics?.[key] ?? []).flatMap(({ source, type, baseSeverity, cvssData }) => {
      const origin = type === 'Primary' ? 'primary' : source === cve.sourceIdentifier ? 'cna' : 'other';
      const given = { ...cvssData, baseSeverity: cvssData?.baseSeverity ?? baseSeverity ?? null };
      return scoreOf(version, origin, given) ?? [];
    }),
  );
}

function partOf(cve: NvdCve, scores: readonly Score[]): Json {
  return {
    source_identifier: cve.sourceIdentifier ?? null,
    tags: [...new Set((cve.cveTags ?? []).flatMap((entry) => entry.tags ?? []))].slice(0, 20),
    scores: scores
      .slice(0, 20)
      .map(({ version, origin, score, vector, severity }) => ({ version, origin, score, vector, severity })),
    ssvc: (cve.metrics?.ssvcV203 ?? []).slice(0, 5).map((entry) => ({
      source: entry.source ?? null,
      options: Object.assign({}, ...(entry.ssvcData?.options ?? [])) as Record<string, string>,
    })),
    cisa_action_due: cve.cisaActionDue ?? null,
    cisa_required_action: cutOrNull(cve.cisaRequiredAction, 2_000),
    references: referencesOf(cve.references ?? []),
  };
}

function build(cve: NvdCve): NormalizeResult {
  const description = englishText(cve.descriptions);
  const scores = scoresOf(cve);
  const rejected = cve.vulnStatus?.toLowerCase() === 'rejected';
  const nodes = (cve.configurations ?? []).flatMap((configuration) => configuration.nodes ?? []);
  const matches = nodes.filter((node) => node.negate !== true).flatMap((node) => node.cpeMatch ?? []);
  const incident = cveIncident({
    cveId: cve.id,
    source: 'nvd',
    sourceUrl: `https://nvd.nist.gov/vuln/detail/${cve.id}`,
    kevName: cve.cisaVulnerabilityName,
    description,
    scores,
    kevAddedOn: cve.cisaExploitAdd ?? null,
    knownRansomware: false,
    publishedDate: cve.published,
    modifiedDate: cve.lastModified,
    sourceStatus: cve.vulnStatus ?? null,
    withdrawnAt: rejected ? cve.lastModified : null,
    rejectedReason: rejected ? cut(description, 2_000) : undefined,
    cwes: cweList((cve.weaknesses ?? []).flatMap((w) => (w.description ?? []).map((d) => d.value))),
    affectedProducts: distinctProducts([
      ...productsOfCna(
        (cve.affected ?? []).flatMap((entry) => entry.affectedData ?? []),
        'nvd',
      ),
      ...productsOfCpe(matches, 'nvd'),
    ]),
    part: partOf(cve, scores),
  });
  return { incident };
}

const nvdItem = z.object({ cve: nvdCve });

/** An NVD 2.0 `vulnerabilities[]` item (`{ cve }`) as an incident, or set aside with its reason. Never throws. */
export function normalizeNvdCve(raw: unknown): NormalizeResult {
  return normalizeRecord(
    raw,
    nvdItem,
    (item) => dig(item, 'cve', 'id'),
    ({ cve }) => build(cve),
  );
}
