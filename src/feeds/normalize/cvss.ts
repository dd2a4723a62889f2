import { CVSS_VERSIONS, SCORE_ORIGINS } from '../../domain/incidents/normalized-incident.ts';
import type { CvssVersion, ScoreOrigin } from '../../domain/incidents/normalized-incident.ts';
import { severityOfCvss } from '../../domain/incidents/cvss-severity.ts';
import type { Severity } from '../../domain/vocabulary.ts';

/** One score as a source gives it. */
export interface Score {
  version: CvssVersion;
  origin: ScoreOrigin;
  score: number;
  vector: string | null;
  severity: Severity;
}

const NAMED: Record<string, Severity> = {
  NONE: 'low',
  LOW: 'low',
  MEDIUM: 'medium',
  HIGH: 'high',
  CRITICAL: 'critical',
};

/** A score with the severity that its source names, else the one of the CVSS scale; undefined for a metric without one. */
export function scoreOf(
  version: CvssVersion,
  origin: ScoreOrigin,
  data: {
    baseScore?: number | null | undefined;
    baseSeverity?: string | null | undefined;
    vectorString?: string | null | undefined;
  },
): Score | undefined {
  if (data.baseScore == null) return undefined;
  const named = NAMED[data.baseSeverity?.toUpperCase() ?? ''];
  return {
    version,
    origin,
    score: data.baseScore,
    vector: data.vectorString ?? null,
    severity: named ?? severityOfCvss(data.baseScore, version),
  };
}

/** The score that counts: newest CVSS version, then who gave it, then the higher one. */
export function bestScore(scores: readonly Score[]): Score | undefined {
  return scores.toSorted(
    (a, b) =>
      CVSS_VERSIONS.indexOf(a.version) - CVSS_VERSIONS.indexOf(b.version) ||
      SCORE_ORIGINS.indexOf(a.origin) - SCORE_ORIGINS.indexOf(b.origin) ||
      b.score - a.score,
  )[0];
}
