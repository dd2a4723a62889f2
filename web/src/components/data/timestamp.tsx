import { Text } from '@mantine/core';
import { isPast, localDay, localTime, relativeTime, utcTime } from '../../lib/time.ts';

interface Props {
  iso: string | null | undefined;
  /** `full` date and time, `day` only, or how long ago. */
  as?: 'full' | 'day' | 'relative';
}

/** A time in the reader's zone; hovering shows it exactly, in UTC. */
export function Timestamp({ iso, as = 'full' }: Props) {
  if (!iso) return <>–</>;
  const text = as === 'full' ? localTime(iso) : as === 'day' ? localDay(iso) : relativeTime(iso);
  return (
    <time dateTime={iso} title={utcTime(iso)}>
      {text}
    </time>
  );
}

/** When something is due; in red once that has passed. */
export function DueDate({ iso, done = false }: { iso: string | null; done?: boolean }) {
  if (!iso) return <>–</>;
  const late = !done && isPast(iso);
  return (
    <Text span inherit {...(late ? { c: 'var(--tone-critical)', fw: 600 } : {})}>
      <Timestamp iso={iso} as="day" />
      {late && ', overdue'}
    </Text>
  );
}
