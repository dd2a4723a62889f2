import type { ScanFrequency, ScanType } from '../vocabulary.ts';

/** What of a tenant's configuration decides when it is scanned; names are the columns' own. */
export interface MonitoringSwitches {
  cve_monitoring_enabled: boolean;
  breach_monitoring_enabled: boolean;
  security_feed_monitoring_enabled: boolean;
  cve_scan_frequency: ScanFrequency;
  breach_scan_frequency: ScanFrequency;
  security_feed_scan_frequency: ScanFrequency;
  /** IANA name, in which "daily" and "weekly" are understood. */
  timezone: string;
}

/** The frequency of a scan type, or null where it is switched off. */
export function frequencyOf(config: MonitoringSwitches, scanType: ScanType): ScanFrequency | null {
  const frequencies: Record<ScanType, [boolean, ScanFrequency]> = {
    cve: [config.cve_monitoring_enabled, config.cve_scan_frequency],
    breach: [config.breach_monitoring_enabled, config.breach_scan_frequency],
    feeds: [config.security_feed_monitoring_enabled, config.security_feed_scan_frequency],
  };
  const [enabled, frequency] = frequencies[scanType];
  return enabled ? frequency : null;
}
