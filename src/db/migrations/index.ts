import { TenantsAndPeople } from './0001-tenants-and-people.ts';
import { Vendors } from './0002-vendors.ts';
import { IncidentsAndFeeds } from './0003-incidents-and-feeds.ts';
import { TrackingsAndWork } from './0004-trackings-and-work.ts';
import { AlertsAndConfiguration } from './0005-alerts-and-configuration.ts';
import { InstallationCounts } from './0006-installation-counts.ts';
import { CustomFeeds } from './0007-custom-feeds.ts';
import { MatchLearning } from './0008-match-learning.ts';
import { LimitsOfTheApi } from './0009-limits-of-the-api.ts';
import { AnswersWithEffects } from './0010-answers-with-effects.ts';
import { PendingResponses } from './0011-pending-responses.ts';
import { AuditedKeys } from './0012-audited-keys.ts';
import { LateMonitoring } from './0013-late-monitoring.ts';
import { VendorChanges } from './0014-vendor-changes.ts';
import { EffectiveRoles } from './0015-effective-roles.ts';
import { FailedAlerts } from './0016-failed-alerts.ts';

/** All migrations in their order; the names are what the database remembers. */
export const MIGRATIONS = [
  { name: '0001-tenants-and-people', class: TenantsAndPeople },
  { name: '0002-vendors', class: Vendors },
  { name: '0003-incidents-and-feeds', class: IncidentsAndFeeds },
  { name: '0004-trackings-and-work', class: TrackingsAndWork },
  { name: '0005-alerts-and-configuration', class: AlertsAndConfiguration },
  { name: '0006-installation-counts', class: InstallationCounts },
  { name: '0007-custom-feeds', class: CustomFeeds },
  { name: '0008-match-learning', class: MatchLearning },
  { name: '0009-limits-of-the-api', class: LimitsOfTheApi },
  { name: '0010-answers-with-effects', class: AnswersWithEffects },
  { name: '0011-pending-responses', class: PendingResponses },
  { name: '0012-audited-keys', class: AuditedKeys },
  { name: '0013-late-monitoring', class: LateMonitoring },
  { name: '0014-vendor-changes', class: VendorChanges },
  { name: '0015-effective-roles', class: EffectiveRoles },
  { name: '0016-failed-alerts', class: FailedAlerts },
];
