import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { Thresholds } from '../../../domain/matching/consideration.ts';
import { DEFAULT_MATCHING_RULES, type MatchingRules } from '../../../domain/incidents/incident.ts';
import type { ScanType } from '../../../domain/vocabulary.ts';
import { Fault, found } from '../../../domain/fault.ts';
import {
  readMatchSettings,
  type MatchSettings,
} from '../../monitoring/register/match-incident-to-vendors.ts';
import type { ExplainingConfig } from '../explain/obstacles.ts';

/** What of a configuration decides which matches there are. */
export type MatchingConfig = ExplainingConfig &
  Thresholds & {
    matching_rules: Partial<MatchingRules>;
    /** Confidence 0..1 from which a match is responded to. */
    min_confidence_to_respond: number;
  };

type GivenPart<T> = { [K in keyof T]?: T[K] | undefined };

/** What is to be tried. */
export interface TriedChange {
  /** What is left out stays as it is. */
  config: GivenPart<Omit<MatchingConfig, 'matching_rules'>> & {
    matching_rules?: GivenPart<MatchingRules> | undefined;
  };
  /** Match rules to be left out, by id. */
  withoutRules: readonly string[];
}

/** One way of matching: as it is now, or as it would be. */
export interface Side {
  config: MatchingConfig;
  settings: MatchSettings;
  watches: Record<ScanType, boolean>;
}

const sideOf = (config: MatchingConfig, settings: MatchSettings): Side => ({
  config,
  settings,
  watches: {
    cve: config.cve_monitoring_enabled,
    breach: config.breach_monitoring_enabled,
    feeds: config.security_feed_monitoring_enabled,
  },
});

const COLUMNS = [
  'cve_monitoring_enabled',
  'breach_monitoring_enabled',
  'security_feed_monitoring_enabled',
  'cve_severity_threshold',
  'cve_cvss_threshold',
  'kev_bypasses_thresholds',
  'breach_sources',
  'min_confidence_to_respond',
] as const satisfies (keyof MatchingConfig)[];

async function readConfig(tx: TenantTx): Promise<MatchingConfig | null> {
  const row = await tx.sql
    .selectFrom('security_monitoring_configs')
    .select([...COLUMNS, 'matching_rules'])
    .executeTakeFirst();
  return row ?? null;
}

/** What is given of some settings. */
const given = <T extends object>(
  settings: GivenPart<T> | undefined,
  names: readonly (keyof T)[],
): Partial<T> =>
  Object.fromEntries(
    names.flatMap((name) => (settings?.[name] === undefined ? [] : [[name, settings[name]]])),
  ) as Partial<T>;

const RULES = Object.keys(DEFAULT_MATCHING_RULES) as (keyof MatchingRules)[];

/** The evidence keys of some match rules. Throws Fault where one is none of the tenant's. */
async function keysOfRules(tx: TenantTx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string; evidence_key: string }>`
    select id, evidence_key from match_feedback
    where verdict = 'false_positive' and id = any(${[...ids]}::uuid[])`.execute(tx.sql);
  const keys = new Map(rows.map((row) => [row.id, row.evidence_key]));
  const unknown = ids.flatMap((id, at) =>
    keys.has(id.toLowerCase()) ? [] : [{ path: `without_rules.${String(at)}`, message: 'does not exist' }],
  );
  if (unknown.length > 0) throw new Fault('invalid', 'Some match rules do not exist.', unknown);
  return new Set(keys.values());
}

/** The two ways of matching that are compared. Throws Fault without a configuration, or where a rule is unknown. */
export async function readSides(tx: TenantTx, change: TriedChange): Promise<{ now: Side; then: Side }> {
  const config = found(await readConfig(tx), 'configuration');
  const settings = await readMatchSettings(tx, config.matching_rules);
  const without = await keysOfRules(tx, change.withoutRules);
  const { matching_rules, ...tried } = change.config;
  const rules = { ...settings.rules, ...given(matching_rules, RULES) };
  const triedConfig: MatchingConfig = { ...config, ...given(tried, COLUMNS), matching_rules: rules };
  const triedSettings: MatchSettings = {
    ...settings,
    rules,
    suppressedEvidence: new Set([...settings.suppressedEvidence].filter((key) => !without.has(key))),
  };
  return { now: sideOf(config, settings), then: sideOf(triedConfig, triedSettings) };
}

/** True where the same evidence counts the same on both sides: they differ in thresholds and switches alone. */
export function weighAlike({ settings: a }: Side, { settings: b }: Side): boolean {
  const { min_match_confidence: _, ...rulesOfA } = a.rules;
  const same = Object.entries(rulesOfA).every(
    ([name, value]) => b.rules[name as keyof MatchingRules] === value,
  );
  // The tried side's verdicts are among those in force.
  return same && a.suppressedEvidence.size === b.suppressedEvidence.size;
}
