import { Panel } from '../../components/layout/page.tsx';
import type { ConfigForm } from './config-form.ts';
import { NumberSetting, SwitchSetting } from './setting.tsx';

/** When an incident counts as concerning a vendor. */
export function MatchingSection({ form }: { form: ConfigForm }) {
  return (
    <Panel title="Matching">
      <Strategies form={form} />
      <Thresholds form={form} />
    </Panel>
  );
}

function Strategies({ form }: { form: ConfigForm }) {
  return (
    <>
      <SwitchSetting
        form={form}
        name="matching_rules.match_by_name"
        label="By name"
        help="The vendor's name, legal name or an alias is named by the source."
      />
      <SwitchSetting
        form={form}
        name="matching_rules.match_by_domain"
        label="By domain"
        help="A domain of the vendor is concerned."
      />
      <SwitchSetting
        form={form}
        name="matching_rules.match_by_product"
        label="By product"
        help="A product that you use is affected. Rare product names weigh more than common ones."
      />
      <SwitchSetting
        form={form}
        name="matching_rules.exact_match_required"
        label="Exact matches only"
        help="Same name, alias or domain; similar names and products alone do not count. Fewer false positives, more misses."
      />
    </>
  );
}

function Thresholds({ form }: { form: ConfigForm }) {
  return (
    <>
      <NumberSetting
        form={form}
        name="matching_rules.fuzzy_match_threshold"
        label="How alike names must be"
        help="0 to 1. From here on a name that is spelt differently counts as similar."
        step={0.05}
        decimals={2}
      />
      <NumberSetting
        form={form}
        name="matching_rules.min_match_confidence"
        label="Confidence at least"
        help="0 to 1. Below it there is no case. Lower finds more, and more that is wrong."
        step={0.05}
        decimals={2}
      />
      <NumberSetting
        form={form}
        name="min_confidence_to_respond"
        label="Confidence to respond at least"
        help="0 to 1. Cases below it are listed, but make no task and no alert."
        step={0.05}
        decimals={2}
      />
      <NumberSetting
        form={form}
        name="match_rule_days"
        label="Days that a match rule counts"
        help="A false positive makes a rule that leaves its reason out for the vendor. Empty: until it is undone."
        placeholder="Until undone"
      />
    </>
  );
}
