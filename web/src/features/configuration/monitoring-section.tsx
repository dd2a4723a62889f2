import { Select } from '@mantine/core';
import { Panel } from '../../components/layout/page.tsx';
import { FREQUENCIES, SEVERITIES } from '../../lib/vocabulary.ts';
import type { ConfigForm } from './config-form.ts';
import { ChoiceSetting, NumberSetting, Setting, SwitchSetting } from './setting.tsx';

// Some browsers list abbreviations too.
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'))];

/** What is watched, and how often. */
export function MonitoringSection({ form }: { form: ConfigForm }) {
  return (
    <Panel title="Monitoring">
      <SwitchSetting
        form={form}
        name="cve_monitoring_enabled"
        label="Watch vulnerabilities (CVEs)"
        help="From NVD, CVE.org, CISA KEV and EPSS."
      />
      <ChoiceSetting
        form={form}
        name="cve_scan_frequency"
        names={FREQUENCIES}
        label="How often for vulnerabilities"
        help="Each scan takes everything that changed since the last one; nothing is missed in between."
      />
      <SwitchSetting
        form={form}
        name="breach_monitoring_enabled"
        label="Watch data breaches"
        help="From Have I Been Pwned, by the domains and names of your vendors."
      />
      <ChoiceSetting
        form={form}
        name="breach_scan_frequency"
        names={FREQUENCIES}
        label="How often for breaches"
        help="Breaches are published a few times a week."
      />
      <SwitchSetting
        form={form}
        name="security_feed_monitoring_enabled"
        label="Watch your own feeds"
        help="RSS, Atom, CSAF and JSON feeds that your company added."
      />
      <ChoiceSetting
        form={form}
        name="security_feed_scan_frequency"
        names={FREQUENCIES}
        label="How often for your own feeds"
        help="Applies to all of them."
      />
      <Setting label="Time zone" help="In which daily and weekly scans and due dates are counted.">
        {(control) => (
          <Select
            {...control}
            data={ZONES}
            searchable
            allowDeselect={false}
            {...form.getInputProps('timezone')}
          />
        )}
      </Setting>
    </Panel>
  );
}

/** Which vulnerabilities are worth a look at all. */
export function ThresholdSection({ form }: { form: ConfigForm }) {
  return (
    <Panel title="Thresholds for vulnerabilities">
      <ChoiceSetting
        form={form}
        name="cve_severity_threshold"
        names={SEVERITIES}
        label="Severity at least"
        help="Less severe ones are not matched. Breaches and your own incidents always are."
      />
      <NumberSetting
        form={form}
        name="cve_cvss_threshold"
        label="CVSS score at least"
        help="0 to 10. Both thresholds must be reached. One without a score waits until it has one."
        step={0.5}
        decimals={1}
      />
      <SwitchSetting
        form={form}
        name="kev_bypasses_thresholds"
        label="Known exploited ones always count"
        help="What is on CISA's KEV list is matched whatever its score."
      />
    </Panel>
  );
}
