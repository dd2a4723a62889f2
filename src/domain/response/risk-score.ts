import { sensitiveKinds } from '../incidents/data-classes.ts';
import type { Criticality, IncidentType, Severity } from '../vocabulary.ts';

/** One part of a risk score; `points` of at most `max` were given for `value`. */
export interface RiskFactor {
  factor:
    | 'severity'
    | 'cvss'
    | 'exploit_probability'
    | 'known_exploited'
    | 'data_classes'
    | 'accounts'
    | 'confidence'
    | 'vendor_criticality'
    | 'age';
  /** In words or figures, to be shown as it is. */
  value: string;
  points: number;
  max: number;
}

/** 0 to 100, the rounded sum of the factors' points. */
export interface RiskScore {
  score: number;
  factors: RiskFactor[];
}

export interface IncidentRiskInput {
  incidentType: IncidentType;
  severity: Severity;
  /** 0.0 to 10.0. */
  cvssScore: number | null;
  /** Probability 0..1; null is unknown, not 0. */
  epss: number | null;
  kevAddedOn: string | null;
  knownRansomware: boolean;
  dataClasses: readonly string[];
  pwnCount: number | null;
}

export interface TrackingRiskInput {
  incident: IncidentRiskInput;
  /** Confidence of the match, 0..1. */
  confidence: number;
  vendorCriticality: Criticality;
  /** ISO 8601; null when the source names none. */
  publishedDate: string | null;
  /** Now, ISO 8601. */
  at: string;
}

const SEVERITY_SHARE: Record<Severity, number> = { low: 0.25, medium: 0.5, high: 0.75, critical: 1 };
const KIND_WORDS = {
  passwords: 'passwords',
  financial: 'financial',
  health: 'health',
  government_id: 'government id',
};
const KIND_POINTS = { passwords: 20, financial: 25, health: 25, government_id: 25 };
const MOST_DATA_POINTS = 40;
const HUNDRED_MILLION = 8;
const DAY = 86_400_000;
/** Days after publication until the age of an incident adds nothing any more. */
const AGE_SPAN_DAYS = 365;
/** Of the 100 points of a tracking, what the incident itself is worth. */
const INCIDENT_WEIGHT = 0.65;

const round = (points: number): number => Math.round(points * 10) / 10;
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

function sum(factors: RiskFactor[]): RiskScore {
  const total = factors.reduce((points, factor) => points + factor.points, 0);
  return { score: Math.round(clamp(total, 0, 100)), factors };
}

/**
 * Whole numbers near the given ones that add up to the rounded sum, none above its limit: those with the largest rests
 * are rounded up.
 */
function wholeParts(parts: readonly number[], limits: readonly number[]): number[] {
  const whole = parts.map((part) => Math.floor(part + 1e-9));
  const total = Math.round(parts.reduce((all, part) => all + part, 0));
  const rests = parts
    .map((part, index) => ({ index, rest: part - (whole[index] ?? 0) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  let missing = total - whole.reduce((all, part) => all + part, 0);
  for (const { index } of rests) {
    const at = whole[index] ?? 0;
    if (missing <= 0 || at + 1 > (limits[index] ?? 0)) continue;
    whole[index] = at + 1;
    missing -= 1;
  }
  return whole;
}

/** The factors in whole points, which add up to the score, as their limits do to 100: what people read can be added. */
function inWholePoints(factors: RiskFactor[]): RiskScore {
  const limits = wholeParts(
    factors.map(({ max }) => max),
    factors.map(({ max }) => Math.ceil(max)),
  );
  const points = wholeParts(
    factors.map((factor) => factor.points),
    limits,
  );
  const whole = factors.map((factor, index) => ({
    ...factor,
    points: points[index] ?? 0,
    max: limits[index] ?? 0,
  }));
  return { score: points.reduce((all, one) => all + one, 0), factors: whole };
}

function baseFactor(incident: IncidentRiskInput): RiskFactor {
  const { cvssScore, severity } = incident;
  return cvssScore === null
    ? { factor: 'severity', value: severity, points: round(50 * SEVERITY_SHARE[severity]), max: 50 }
    : { factor: 'cvss', value: cvssScore.toFixed(1), points: round(5 * clamp(cvssScore, 0, 10)), max: 50 };
}

function exploitFactors(incident: IncidentRiskInput): RiskFactor[] {
  const { epss, kevAddedOn, knownRansomware } = incident;
  const known = kevAddedOn !== null;
  return [
    {
      factor: 'exploit_probability',
      value: epss === null ? 'unknown' : `${(clamp(epss, 0, 1) * 100).toFixed(1)} %`,
      // Most probabilities are tiny, and 10 % is already far above the usual: the root tells them apart.
      points: epss === null ? 0 : round(20 * Math.sqrt(clamp(epss, 0, 1))),
      max: 20,
    },
    {
      factor: 'known_exploited',
      value: !known ? 'no' : knownRansomware ? `since ${kevAddedOn}, by ransomware` : `since ${kevAddedOn}`,
      points: !known ? 0 : knownRansomware ? 30 : 20,
      max: 30,
    },
  ];
}

function breachFactors(incident: IncidentRiskInput): RiskFactor[] {
  const kinds = sensitiveKinds(incident.dataClasses);
  const kindPoints = kinds.reduce((points, kind) => points + KIND_POINTS[kind], 0);
  const someData = incident.dataClasses.length > 0 ? 5 : 0;
  const accounts = incident.pwnCount;
  return [
    {
      factor: 'severity',
      value: incident.severity,
      points: round(40 * SEVERITY_SHARE[incident.severity]),
      max: 40,
    },
    {
      factor: 'data_classes',
      value: kinds.length > 0 ? kinds.map((kind) => KIND_WORDS[kind]).join(', ') : 'none of the grave kinds',
      points: clamp(Math.max(kindPoints, someData), 0, MOST_DATA_POINTS),
      max: MOST_DATA_POINTS,
    },
    {
      factor: 'accounts',
      value: accounts === null ? 'unknown' : String(accounts),
      points:
        accounts === null || accounts < 1
          ? 0
          : round(20 * Math.min(1, Math.log10(accounts) / HUNDRED_MILLION)),
      max: 20,
    },
  ];
}

/**
 * Risk of an incident by itself, 0–100. A breach: severity 40, kinds of data 40, number of accounts 20.
 * Anything else: CVSS (or severity) 50, EPSS 20, KEV 20 and ransomware 10 more.
 */
export function incidentRiskScore(incident: IncidentRiskInput): RiskScore {
  if (incident.incidentType === 'data_breach') return sum(breachFactors(incident));
  return sum([baseFactor(incident), ...exploitFactors(incident)]);
}

/**
 * Risk of a tracking, 0–100: the incident's factors at 65 %, confidence of the match 15, criticality of the vendor
 * 15, and 5 for a fresh incident, down to nothing a year after publication.
 */
export function trackingRiskScore(input: TrackingRiskInput): RiskScore {
  const incident = incidentRiskScore(input.incident).factors.map((factor) => ({
    ...factor,
    points: factor.points * INCIDENT_WEIGHT,
    max: factor.max * INCIDENT_WEIGHT,
  }));
  const confidence = clamp(input.confidence, 0, 1);
  const published = input.publishedDate === null ? Number.NaN : Date.parse(input.publishedDate);
  const days = Math.max(0, (Date.parse(input.at) - published) / DAY);
  return inWholePoints([
    ...incident,
    {
      factor: 'confidence',
      // Rounded down, so that it never reads as a threshold that was not reached.
      value: `${String(Math.floor(confidence * 100 + 1e-9))} %`,
      points: 15 * confidence,
      max: 15,
    },
    {
      factor: 'vendor_criticality',
      value: input.vendorCriticality,
      points: 15 * SEVERITY_SHARE[input.vendorCriticality],
      max: 15,
    },
    {
      factor: 'age',
      value: Number.isNaN(days) ? 'unknown' : `${String(Math.floor(days))} days`,
      points: Number.isNaN(days) ? 0 : 5 * clamp(1 - days / AGE_SPAN_DAYS, 0, 1),
      max: 5,
    },
  ]);
}
