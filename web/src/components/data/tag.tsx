import type { ReactNode } from 'react';
import type { Severity } from '../../lib/vocabulary.ts';
import { SEVERITIES } from '../../lib/vocabulary.ts';
import { words } from '../../lib/words.ts';
import type { ToneName } from '../../theme/palette.ts';
import styles from './tag.module.css';

/** A word on a quiet surface in the tone of what it means. */
export function Tag({ tone, title, children }: { tone: ToneName; title?: string; children: ReactNode }) {
  return (
    <span className={`${styles['tag'] ?? ''} ${styles[tone] ?? ''}`} title={title}>
      {children}
    </span>
  );
}

/** Severity, criticality or risk level, with one to four bars. */
export function SeverityTag({ severity }: { severity: Severity }) {
  const rank = SEVERITIES.indexOf(severity);
  return (
    <Tag tone={severity}>
      <span className={styles['bars']} aria-hidden="true">
        {SEVERITIES.map((level, index) => (
          <span
            key={level}
            className={`${styles['bar'] ?? ''} ${index > rank ? (styles['off'] ?? '') : ''}`}
            style={{ height: 4 + index * 2 }}
          />
        ))}
      </span>
      {words(severity)}
    </Tag>
  );
}

const TONE_OF: Record<string, ToneName> = {
  // vendors and trackings
  clean: 'good',
  monitoring: 'accent',
  at_risk: 'high',
  breached: 'critical',
  resolved: 'low',
  // phases
  responding: 'accent',
  awaiting_qualification: 'medium',
  awaiting_resolution: 'accent',
  // incidents
  new: 'accent',
  investigating: 'medium',
  false_positive: 'low',
  // tasks, processes, assessments, deliveries, scans, alerts
  pending: 'medium',
  in_progress: 'accent',
  completed: 'good',
  cancelled: 'low',
  held: 'medium',
  sent: 'good',
  failed: 'critical',
  skipped: 'low',
  running: 'accent',
  overdue: 'critical',
  submitted: 'good',
  accepted: 'good',
  withdrawn: 'low',
  read: 'low',
  acknowledged: 'good',
  // feeds
  healthy: 'good',
  waiting: 'low',
  failing: 'critical',
  stale: 'high',
  empty: 'high',
  drifting: 'medium',
  // rules
  active: 'accent',
  expired: 'low',
  // priorities
  URGENT: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
};

/** A state in the tone it has everywhere. */
export function StateTag({ state }: { state: string }) {
  return <Tag tone={TONE_OF[state] ?? 'low'}>{words(state)}</Tag>;
}
