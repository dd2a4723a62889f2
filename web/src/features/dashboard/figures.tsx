import { Link } from 'react-router';
import type { Metrics } from '../../lib/api/types.ts';
import { duration } from '../../lib/time.ts';
import { percent } from '../../lib/words.ts';
import styles from './figures.module.css';

interface Tile {
  label: string;
  value: string;
  /** Where the list behind the figure is. */
  to?: string;
  tone?: 'alarm' | 'warn' | undefined;
}

function tilesOf(metrics: Metrics): Tile[] {
  const { vendors, false_positive_rate: rate } = metrics;
  return [
    { label: 'Open cases', value: metrics.open_trackings.toLocaleString(), to: '/trackings' },
    {
      label: 'To be qualified',
      value: metrics.pending_qualifications.toLocaleString(),
      to: '/trackings?phase=awaiting_qualification',
    },
    {
      label: 'Overdue',
      value: metrics.overdue.toLocaleString(),
      to: '/trackings?overdue=true',
      tone: metrics.overdue > 0 ? 'alarm' : undefined,
    },
    {
      label: vendors.breached > vendors.breaches_confirmed ? 'Breached or suspected' : 'Vendors breached',
      value: vendors.breached.toLocaleString(),
      to: '/trackings?incident_type=data_breach',
      tone: vendors.breached > 0 ? 'alarm' : undefined,
    },
    {
      label: 'Vendors at risk',
      value: vendors.at_risk.toLocaleString(),
      to: '/vendors?security_status=at_risk',
      tone: vendors.at_risk > 0 ? 'warn' : undefined,
    },
    { label: 'Time to resolve', value: duration(metrics.mean_time_to_resolution_hours) },
    { label: 'False positives', value: rate === null ? '–' : percent(rate) },
  ];
}

/** The figures a security team looks at first; each leads to its list. */
export function Figures({ metrics }: { metrics: Metrics }) {
  return (
    <div className={styles['tiles']}>
      {tilesOf(metrics).map(({ label, value, to, tone }) => {
        const content = (
          <>
            <div className={styles['label']}>{label}</div>
            <div
              className={`figures ${styles['value'] ?? ''} ${tone === undefined ? '' : (styles[tone] ?? '')}`}
            >
              {value}
            </div>
          </>
        );
        return to === undefined ? (
          <div key={label} className={styles['tile']}>
            {content}
          </div>
        ) : (
          <Link key={label} className={styles['tile']} to={to}>
            {content}
          </Link>
        );
      })}
    </div>
  );
}
