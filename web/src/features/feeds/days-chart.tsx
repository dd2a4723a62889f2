import { Text } from '@mantine/core';
import type { Feed } from '../../lib/api/types.ts';
import styles from './days-chart.module.css';
import { brought, daysInWords } from './feed-words.ts';

type FeedDay = Feed['yield']['days'][number];

const SHORT = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

function toneOf(day: FeedDay): string {
  if (brought(day) > 0) return '';
  return (day.failures > 0 && day.pages === 0 ? styles['failed'] : styles['none']) ?? '';
}

const titleOf = (day: FeedDay): string =>
  [
    `${SHORT.format(new Date(day.day))}: ${day.new} new, ${day.changed} changed`,
    ...(day.rejected > 0 ? [`${day.rejected} set aside`] : []),
    ...(day.failures > 0 ? [`${day.failures} failed tries`] : []),
  ].join(', ');

/** What the last days brought, a bar each; red where every try failed. */
export function DaysChart({ days }: { days: readonly FeedDay[] }) {
  const most = Math.max(1, ...days.map(brought));
  const first = days[0];
  return (
    <figure style={{ margin: 0 }}>
      <div className={styles['bars']} role="img" aria-label={daysInWords(days)}>
        {days.map((day) => (
          <span
            key={day.day}
            className={`${styles['bar'] ?? ''} ${toneOf(day)}`}
            style={{ height: `${Math.round((brought(day) / most) * 100)}%` }}
            title={titleOf(day)}
          />
        ))}
      </div>
      <div className={styles['ends']} aria-hidden="true">
        <Text size="xs" c="dimmed">
          {first === undefined ? '' : SHORT.format(new Date(first.day))}
        </Text>
        <Text size="xs" c="dimmed">
          new and changed, a day
        </Text>
        <Text size="xs" c="dimmed">
          today
        </Text>
      </div>
    </figure>
  );
}
