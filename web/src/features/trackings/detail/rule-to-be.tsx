import type { TrackingDetail } from '../../../lib/api/types.ts';
import { count } from '../../../lib/words.ts';
import { useRuleDays } from '../api.ts';

const SAID_AS: Record<string, string> = {
  domain: 'names the web site',
  product: 'names the product',
  vendor_product: 'names the product',
  text: 'mentions',
};

/** The rule that a false positive would make, in a sentence. */
export function RuleToBe({ tracking }: { tracking: TrackingDetail }) {
  const days = useRuleDays();
  const [strongest] = tracking.matched_fields;
  if (!strongest || tracking.evidence_key === '') return <> Without evidence, no rule is made of it.</>;
  const said = `${SAID_AS[strongest.strategy] ?? 'names the company'} “${strongest.incident_value}”`;
  const until =
    days === undefined ? '' : days === null ? ', until it is undone' : `, for ${count(days, 'day')}`;
  return (
    <>
      {' '}
      A rule is made of it: where an incident {said}, that does not count for {tracking.vendor.name}
      {until}. Under “Match rules” it can be seen and undone.
    </>
  );
}
