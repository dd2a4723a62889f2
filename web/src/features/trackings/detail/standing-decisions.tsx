import { List, Stack, Text } from '@mantine/core';
import type { TrackingDetail } from '../../../lib/api/types.ts';
import { Facts } from '../../../components/data/facts.tsx';
import { PlainText } from '../../../components/data/plain-text.tsx';
import { SeverityTag, StateTag } from '../../../components/data/tag.tsx';
import { Timestamp } from '../../../components/data/timestamp.tsx';
import { words } from '../../../lib/words.ts';

function By({ name, at }: { name: string | null; at: string }) {
  return (
    <Text span size="sm">
      {name ?? 'Somebody'}, <Timestamp iso={at} />
    </Text>
  );
}

/** The judgement that stands. */
export function Qualification({ tracking }: { tracking: TrackingDetail }) {
  if (tracking.risk_level === null) return null;
  const actions = tracking.recommended_actions;
  return (
    <Facts
      rows={[
        ['Risk level', <SeverityTag key="l" severity={tracking.risk_level} />],
        ['Qualification', <StateTag key="q" state={tracking.risk_qualification_status} />],
        [
          'Impact',
          tracking.impact_analysis && <PlainText key="i" text={tracking.impact_analysis} fold={110} />,
        ],
        [
          'Actions',
          actions.length === 0 ? null : (
            <List key="a" size="sm" spacing={2}>
              {actions.map((action) => (
                <List.Item key={action}>{action}</List.Item>
              ))}
            </List>
          ),
        ],
        [
          'Qualified by',
          tracking.qualified_at && (
            <By key="b" name={tracking.qualified_by_name} at={tracking.qualified_at} />
          ),
        ],
      ]}
    />
  );
}

/** How it ended. */
export function Resolution({ tracking }: { tracking: TrackingDetail }) {
  if (tracking.resolution_type === null) return null;
  return (
    <Stack gap="xs">
      <Facts
        rows={[
          ['Resolution', words(tracking.resolution_type)],
          [
            'Notes',
            tracking.resolution_notes && <PlainText key="n" text={tracking.resolution_notes} fold={110} />,
          ],
          [
            'Resolved by',
            tracking.resolved_at && <By key="b" name={tracking.resolved_by_name} at={tracking.resolved_at} />,
          ],
        ]}
      />
    </Stack>
  );
}
