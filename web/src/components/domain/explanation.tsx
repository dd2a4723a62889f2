import { Anchor, Group, List, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Evidence, Explanation, Objection } from '../../lib/api/types.ts';
import { confidenceText, percent, words } from '../../lib/words.ts';
import type { ToneName } from '../../theme/palette.ts';
import styles from './explanation.module.css';
import { Meter } from '../data/meter.tsx';
import { StateTag, Tag } from '../data/tag.tsx';
import { Timestamp } from '../data/timestamp.tsx';
import { trackingPath } from './tracking-table.tsx';

const VERDICTS: Record<Explanation['verdict'], [text: string, tone: ToneName]> = {
  match: ['Match', 'good'],
  below_threshold: ['Below the threshold', 'medium'],
  suppressed: ['Called false by a reviewer', 'low'],
  switched_off: ['Left out by the rules', 'low'],
  not_named: ['Not named', 'low'],
  vendor_archived: ['Vendor archived', 'low'],
};

/** Confidence on a scale of 0 to 1, with a mark where matches begin. */
function Scale({ confidence, threshold }: Pick<Explanation, 'confidence' | 'threshold'>) {
  const tone = confidence >= threshold - 1e-9 ? 'good' : 'medium';
  const text = `${confidenceText(confidence)}, threshold ${percent(threshold)}`;
  return (
    <div>
      <Group justify="space-between" mb={8}>
        <Text size="sm" fw={600} className="figures">
          Confidence {confidenceText(confidence)}
        </Text>
        <Text size="sm" c="dimmed" className="figures">
          Threshold {percent(threshold)}
        </Text>
      </Group>
      <div
        className={styles['scale']}
        role="meter"
        aria-label="Confidence and threshold"
        aria-valuenow={Math.floor(confidence * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={text}
      >
        <span
          className={styles['reached']}
          style={{ width: `${confidence * 100}%`, ['--fill' as string]: `var(--tone-${tone})` }}
        />
        <span className={styles['threshold']} style={{ left: `calc(${threshold * 100}% - 1px)` }} />
      </div>
    </div>
  );
}

/** Log-odds of a term: weights are tenths of them. */
const pointsOf = ({ score, weight }: { score: number; weight: number }): number => score * weight * 10;
const signed = (points: number): string => `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;

interface TermProps {
  what: string;
  said?: ReactNode;
  points: number;
  /** Instead of the points, for what is no sum. */
  figure?: string;
}

function Term({ what, said, points, figure = signed(points) }: TermProps) {
  const tone: ToneName = points < 0 ? 'critical' : 'good';
  return (
    <li>
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={550}>
          {what}
        </Text>
        {said !== undefined && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }} lineClamp={3}>
            {said}
          </Text>
        )}
      </div>
      <Meter label={what} share={Math.abs(points) / 10} text={figure} tone={tone} wide />
      <span className={`${styles['figure'] ?? ''} figures`}>{figure}</span>
    </li>
  );
}

const saidBoth = ({ incident_value, vendor_value }: Evidence): string =>
  incident_value.toLowerCase() === vendor_value.toLowerCase()
    ? `“${vendor_value}”`
    : `“${incident_value}” in the incident, “${vendor_value}” at the vendor`;

interface TermsProps {
  label: string;
  evidence?: readonly Evidence[];
  against?: readonly Objection[];
  start?: number;
}

/** What speaks for and against a pair, each with a bar and its points. */
function Terms({ label, evidence = [], against = [], start }: TermsProps) {
  return (
    <ul className={styles['terms']} aria-label={label}>
      {evidence.map((one) => (
        <Term
          key={Object.values(one).join(' ')}
          what={words(one.strategy)}
          said={saidBoth(one)}
          points={pointsOf(one)}
        />
      ))}
      {against.map((one) => (
        <Term
          key={one.signal}
          what="Against it"
          said={one.text}
          points={-pointsOf(one)}
          {...(one.signal === 'version_not_affected' && { figure: `× ${(1 - one.weight).toFixed(1)}` })}
        />
      ))}
      {start !== undefined && (
        <Term what="Where every pair begins" said="Most incidents concern nobody" points={start} />
      )}
    </ul>
  );
}

function TrackingOf({ explanation }: { explanation: Explanation }) {
  const { tracking, vendor } = explanation;
  if (!tracking) return null;
  return (
    <Group gap="xs">
      <Anchor
        component={Link}
        to={trackingPath({ id: tracking.id, vendor_id: vendor.id })}
        size="sm"
        fw={600}
      >
        Open its case
      </Anchor>
      <StateTag state={tracking.phase} />
      {tracking.doubtful_since !== null && (
        <Text size="sm" c="dimmed">
          doubtful since <Timestamp iso={tracking.doubtful_since} />
        </Text>
      )}
    </Group>
  );
}

/** Why a pair is a match or none, term by term, and what else decides whether it is raised. */
export function ExplanationView({ explanation }: { explanation: Explanation }) {
  const { verdict, evidence, against, left_out, obstacles, start } = explanation;
  const [text, tone] = VERDICTS[verdict];
  return (
    <Stack gap="md" aria-live="polite">
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <Tag tone={tone}>{text}</Tag>
      </Group>
      <Text size="sm">{explanation.reason}</Text>
      {verdict !== 'vendor_archived' && <Scale {...explanation} />}
      {evidence.length + against.length > 0 && (
        <Terms label="What speaks for and against it" evidence={evidence} against={against} start={start} />
      )}
      {left_out.length > 0 && <Terms label="What the rules leave out" evidence={left_out} />}
      {obstacles.length > 0 && (
        <div>
          <Text size="sm" fw={600} mb={4}>
            {verdict === 'match' ? 'Why it is not raised' : 'Besides'}
          </Text>
          <List size="sm" spacing={2}>
            {obstacles.map((obstacle) => (
              <List.Item key={obstacle.kind}>{obstacle.text}</List.Item>
            ))}
          </List>
        </div>
      )}
      <TrackingOf explanation={explanation} />
      <Text size="xs" c="dimmed">
        Points are log-odds: what speaks for it less what speaks against it. Matcher{' '}
        {explanation.matcher_version}.
      </Text>
    </Stack>
  );
}
