import {
  IconActivityHeartbeat,
  IconAdjustmentsHorizontal,
  IconBellRinging,
  IconBuilding,
  IconChecklist,
  IconEyeOff,
  IconHistory,
  IconLayoutDashboard,
  IconRadar,
  IconRefresh,
  IconRss,
  IconShieldExclamation,
  IconViewfinder,
} from '@tabler/icons-react';
import type { Permission } from '../lib/permissions.ts';

export interface Destination {
  to: string;
  label: string;
  icon: typeof IconRadar;
  /** Shown only to those who may. */
  needs?: Permission;
}

/** The main job first, what runs it last. */
export const DESTINATIONS: { group: string; items: Destination[] }[] = [
  {
    group: 'Respond',
    items: [
      { to: '/', label: 'Dashboard', icon: IconLayoutDashboard },
      { to: '/trackings', label: 'Cases', icon: IconShieldExclamation },
      { to: '/tasks', label: 'Tasks', icon: IconChecklist },
      { to: '/inbox', label: 'Inbox', icon: IconBellRinging },
    ],
  },
  {
    group: 'Know',
    items: [
      { to: '/vendors', label: 'Vendors', icon: IconBuilding },
      { to: '/incidents', label: 'Incidents', icon: IconRadar },
      { to: '/coverage', label: 'Coverage', icon: IconViewfinder },
    ],
  },
  {
    group: 'Run',
    items: [
      { to: '/feeds', label: 'Feeds', icon: IconActivityHeartbeat },
      { to: '/scans', label: 'Scans', icon: IconRefresh },
      { to: '/custom-feeds', label: 'Custom feeds', icon: IconRss },
      { to: '/match-rules', label: 'Match rules', icon: IconEyeOff },
      { to: '/configuration', label: 'Configuration', icon: IconAdjustmentsHorizontal },
      { to: '/audit', label: 'Audit log', icon: IconHistory, needs: 'read_audit' },
    ],
  },
];
