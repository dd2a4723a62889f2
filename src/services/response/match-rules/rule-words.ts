import type { MatchStrategy } from '../../../domain/incidents/incident.ts';

/** What an incident says that a rule leaves out. */
export interface RuleReason {
  strategy: MatchStrategy | null;
  incident_value: string | null;
  evidence_key: string;
}

const SAID_AS: Record<MatchStrategy, string> = {
  exact_name: 'names the company',
  alias: 'names the company',
  fuzzy_name: 'names the company',
  domain: 'names the web site',
  product: 'names the product',
  vendor_product: 'names the product',
  text: 'mentions',
};

/** The value as the incident gave it, or as keys compare it where only that is known. */
const valueOf = ({ incident_value, evidence_key }: RuleReason): string =>
  incident_value ?? evidence_key.split('|').slice(2).join('|');

/** What a rule is about, as a sentence: `The incident names the product "Rocket".` */
export function saidBy(reason: RuleReason): string {
  return `The incident ${SAID_AS[reason.strategy ?? 'text']} "${valueOf(reason)}".`;
}
