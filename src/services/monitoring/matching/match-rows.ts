import { consider, type Consideration, type Thresholds } from '../../../domain/matching/consideration.ts';
import type { MatchSettings } from '../register/match-incident-to-vendors.ts';
import type { Register } from '../register/register.ts';
import { asConsidered } from './considered-row.ts';
import { matchUnderRules, type Suppressed } from './suppressed.ts';
import type { PageIncident } from './page-of-incidents.ts';
import type { FoundMatch } from './save-matches.ts';

/** Whether a tenant looks at an incident; `asked`: by name. */
export function applyThresholds(row: PageIncident, config: Thresholds, asked: boolean): Consideration {
  // What a person asked for, or an undone rule had suppressed, is matched whatever its score, unless it was withdrawn.
  if (asked) return row.withdrawn_at === null ? 'match' : 'skip';
  return consider(asConsidered(row), config);
}

/** What a page of incidents comes to. */
interface MatchedRows {
  found: FoundMatch[];
  /** Incidents that wait for a score and would match. */
  awaitingScore: string[];
  suppressed: Suppressed[];
  considered: number;
}

/** The matches among some incidents, as a cycle finds them and a preview of a configuration shows them. Pure. */
export function matchRows(
  page: readonly PageIncident[],
  register: Register,
  settings: MatchSettings,
  findCandidatesOf: (row: PageIncident) => Consideration,
): MatchedRows {
  const matched: MatchedRows = { found: [], awaitingScore: [], suppressed: [], considered: 0 };
  for (const row of page) {
    const verdict = findCandidatesOf(row);
    if (verdict === 'skip') continue;
    matched.considered += 1;
    const { matches, suppressed } = matchUnderRules(register, row, settings);
    if (verdict === 'hold') {
      if (matches.length > 0) matched.awaitingScore.push(row.id);
      continue;
    }
    matched.suppressed.push(...suppressed);
    for (const match of matches) {
      const criticality = register.criticality.get(match.vendorId) ?? 'medium';
      matched.found.push({ incident: row, match, criticality });
    }
  }
  return matched;
}
