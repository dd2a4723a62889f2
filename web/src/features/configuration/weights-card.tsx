import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Matching } from '../../lib/api/types.ts';
import { Panel } from '../../components/layout/page.tsx';
import { Loaded } from '../../components/layout/states.tsx';
import { Tag } from '../../components/data/tag.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { count, percent } from '../../lib/words.ts';
import { useMatching } from './api.ts';

type Fitted = NonNullable<Matching['fitted']>;

const share = (value: number | null): string => (value === null ? '–' : percent(value, 1));

function FittedWeights({ fitted, shipped }: { fitted: Fitted; shipped: string }) {
  const { report } = fitted;
  return (
    <>
      <Text size="sm">
        Refitted from {count(report.verdicts, 'verdict')} of your reviewers (
        {report.confirmed.toLocaleString()} confirmed, {report.false_positives.toLocaleString()} false),
        applied <Timestamp iso={fitted.applied_at} /> by {fitted.applied_by}.
      </Text>
      <Text size="sm">
        On the {count(report.held_back, 'held-out verdict')}: precision {share(report.before.precision)} →{' '}
        {share(report.after.precision)}, recall {share(report.before.recall)} → {share(report.after.recall)}.
      </Text>
      {!fitted.in_use && (
        <Text size="sm" c="var(--tone-high)">
          Not in use: they were fitted for another version of the matcher than {shipped}. Until they are
          fitted again, the shipped weights are used.
        </Text>
      )}
    </>
  );
}

/** Which matcher is at work, and what it was fitted to. */
export function WeightsCard() {
  const matching = useMatching();
  return (
    <Panel title="Matcher" aside={matching.data && <Tag tone="accent">{matching.data.matcher_version}</Tag>}>
      <Loaded query={matching} label="the matcher" rows={2}>
        {({ fitted, shipped_version }) => (
          <Stack gap={6}>
            {fitted ? (
              <FittedWeights fitted={fitted} shipped={shipped_version} />
            ) : (
              <Text size="sm">
                The shipped weights are used. An operator can refit them to your reviewers’ verdicts with the
                command <code>fit-matching</code>.
              </Text>
            )}
            <Text size="sm">
              What false positives taught is listed under{' '}
              <Anchor component={Link} to="/match-rules" inherit underline="always">
                match rules
              </Anchor>
              .
            </Text>
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
