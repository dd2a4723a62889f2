import type { MatchPass } from '../../../contracts/payloads.ts';
import type { IncidentUpdate } from '../../../contracts/incident-updates.ts';
import type { TenantTx } from '../../../db/database.ts';
import { readMatchSettings } from '../register/match-incident-to-vendors.ts';
import type { RegisterReader } from '../register/register.ts';
import { judgeAgain, lockKnownTrackings } from './known-trackings.ts';
import { holdRules, saveSuppressed, settleSuppressed } from './suppressed.ts';
import { applyThresholds, matchRows } from './match-rows.ts';
import { readPageOfIncidents, type PageIncident } from './page-of-incidents.ts';
import { saveHeld, saveMatches } from './save-matches.ts';
import { findUpdates } from './tracking-updates.ts';

export interface MatchPageInput {
  pass: MatchPass;
  /** Position of the last incident of the page before; null begins. */
  after: string | null;
  limit: number;
}

export interface MatchPageOutcome {
  /** Null at the end of the walk. */
  next: string | null;
  considered: number;
  held: number;
  matches: number;
  news: IncidentUpdate[];
}

const NOTHING: MatchPageOutcome = { next: null, considered: 0, held: 0, matches: 0, news: [] };

async function readConfig(tx: TenantTx) {
  return tx.sql
    .selectFrom('security_monitoring_configs')
    .select([
      'cve_severity_threshold',
      'cve_cvss_threshold',
      'kev_bypasses_thresholds',
      'breach_sources',
      'matching_rules',
      'auto_create_tasks',
    ])
    .executeTakeFirst();
}

/**
 * Considers one page of stored incidents for a tenant: matches become trackings, those without a score await it,
 * what a rule suppresses is remembered, known trackings are judged again, and those of changed incidents become
 * incident updates for their responses. One transaction; repeating it changes nothing more. Without a configuration
 * nothing is considered.
 */
export async function matchPage(
  tx: TenantTx,
  readRegister: RegisterReader,
  input: MatchPageInput,
): Promise<MatchPageOutcome> {
  const { pass, after, limit } = input;
  const config = await readConfig(tx);
  if (!config) return NOTHING;
  const page = await readPageOfIncidents(tx, pass, after, limit);
  // An update that did not arrive is sent again; its incidents were matched when it was found.
  if (pass.newsBefore !== undefined)
    return { ...NOTHING, next: nextOf(page, limit), news: await updatesOn(tx, page) };
  const ids = page.map((row) => row.id);
  const register = await readRegister(tx);
  const settings = await readMatchSettings(tx, config.matching_rules);
  const asked = pass.incidentId !== undefined || pass.keptBack === true;
  const { found, awaitingScore, suppressed, considered } = matchRows(page, register, settings, (row) =>
    applyThresholds(row, config, asked),
  );
  const rules = await holdRules(tx, suppressed);
  if (rules === null) return matchPage(tx, readRegister, input);
  const waiting = new Set(awaitingScore);
  await saveHeld(
    tx,
    awaitingScore,
    ids.filter((id) => !waiting.has(id)),
  );
  const known = await lockKnownTrackings(tx, ids);
  const again = judgeAgain(register, settings, page, found, known);
  const saved = await saveMatches(tx, [...found, ...again], {
    known,
    threshold: settings.rules.min_match_confidence,
    matcherVersion: settings.matcherVersion,
    qualification: config.auto_create_tasks ? 'pending' : 'not_required',
    now: new Date().toISOString(),
  });
  if (pass.keptBack === true) await settleSuppressed(tx, ids);
  await saveSuppressed(tx, suppressed, rules);
  // At the end: its locks are held until the transaction ends, and responses wait for them.
  const updates = await updatesOn(tx, page);
  return { next: nextOf(page, limit), considered, held: awaitingScore.length, matches: saved, news: updates };
}

const nextOf = (page: readonly PageIncident[], limit: number): string | null =>
  page.length < limit ? null : (page.at(-1)?.position ?? null);

const updatesOn = (tx: TenantTx, page: readonly PageIncident[]): Promise<IncidentUpdate[]> =>
  findUpdates(
    tx,
    page.map(({ id }) => id),
  );
