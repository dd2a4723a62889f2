import { Group, Stack, Text } from '@mantine/core';
import type { TrackingDetail } from '../../../lib/api/types.ts';
import { Meter, riskTone } from '../../../components/data/meter.tsx';
import { Panel } from '../../../components/layout/page.tsx';
import { SEVERITIES } from '../../../lib/vocabulary.ts';
import { words } from '../../../lib/words.ts';

/** Severities get their word and large numbers their separators; other figures and dates stay as they are. */
function valueOf(value: string): string {
  if ((SEVERITIES as readonly string[]).includes(value)) return words(value);
  return /^\d{4,}$/.test(value) ? Number(value).toLocaleString() : value;
}

/** The risk score and the factors it is the sum of. */
export function RiskPanel({ tracking }: { tracking: TrackingDetail }) {
  const score = Math.round(tracking.risk_score);
  return (
    <Panel title="Risk score">
      <Group align="baseline" gap={6} mb="sm">
        <Text fz={34} fw={680} lh={1} c={`var(--tone-${riskTone(score)})`} className="figures">
          {score}
        </Text>
        <Text size="sm" c="dimmed">
          of 100
        </Text>
      </Group>
      <Stack gap={10}>
        {tracking.risk_factors.map((factor) => (
          <div key={factor.factor}>
            <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
              <Text size="xs" fw={550}>
                {words(factor.factor)}
              </Text>
              <Text size="xs" fw={600} className="figures" style={{ whiteSpace: 'nowrap' }}>
                {Math.round(factor.points)} of {Math.round(factor.max)}
              </Text>
            </Group>
            <Meter
              label={words(factor.factor)}
              share={factor.max === 0 ? 0 : factor.points / factor.max}
              text={`${Math.round(factor.points)} of ${Math.round(factor.max)}`}
              tone={riskTone(score)}
              wide
            />
            <Text size="xs" c="dimmed">
              {valueOf(factor.value)}
            </Text>
          </div>
        ))}
      </Stack>
    </Panel>
  );
}
