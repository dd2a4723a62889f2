import { Stack, Table, Text, Title } from '@mantine/core';
import type { ConfigPreview } from '../../../lib/api/types.ts';
import { Tiles } from '../../../components/data/tiles.tsx';
import { SEVERITIES_DOWN } from '../../../lib/vocabulary.ts';
import { count, percent, words } from '../../../lib/words.ts';
import { PairTable } from './pair-table.tsx';

const figure = (number: number): string => number.toLocaleString();
const signed = (sign: '+' | '−', number: number): string => (number === 0 ? '0' : sign + figure(number));

function Counts({ preview: { counts, considered, held, responded, incidents } }: { preview: ConfigPreview }) {
  const both = ({ now, then }: { now: number; then: number }) => `${figure(now)} → ${figure(then)}`;
  return (
    <Stack gap="xs">
      <Tiles
        tiles={[
          { label: 'Matches now', value: figure(counts.now) },
          { label: 'Matches then', value: figure(counts.then) },
          { label: 'Gained', value: signed('+', counts.gained) },
          { label: 'Lost', value: signed('−', counts.lost) },
          { label: 'Kept', value: figure(counts.kept) },
        ]}
      />
      <Text size="xs" c="dimmed">
        {count(incidents, 'incident')} of these days; let in by the thresholds {both(considered)}, waiting for
        a score {both(held)}, confident enough to respond to {both(responded)}.
      </Text>
    </Stack>
  );
}

function BySeverity({ preview: { by_severity } }: { preview: ConfigPreview }) {
  return (
    <Table aria-label="By severity" verticalSpacing={4} maw={520}>
      <thead>
        <Table.Tr>
          {['Severity', 'Now', 'Then', 'Gained', 'Lost'].map((header) => (
            <Table.Th key={header} scope="col" ta={header === 'Severity' ? 'left' : 'right'}>
              {header}
            </Table.Th>
          ))}
        </Table.Tr>
      </thead>
      <tbody>
        {SEVERITIES_DOWN.map((severity) => {
          const { now, then, gained, lost } = by_severity[severity];
          return (
            <Table.Tr key={severity}>
              <Table.Th scope="row" fw={400}>
                {words(severity)}
              </Table.Th>
              {[figure(now), figure(then), signed('+', gained), signed('−', lost)].map((text, at) => (
                <Table.Td key={at} ta="right" className="figures">
                  {text}
                </Table.Td>
              ))}
            </Table.Tr>
          );
        })}
      </tbody>
    </Table>
  );
}

type Precision = ConfigPreview['verdicts']['now']['with_rules'];

const precisionOf = ({ right, wrong, precision }: Precision): string =>
  precision === null ? 'none raised' : `${percent(precision)} (${figure(right)} of ${figure(right + wrong)})`;

function Verdicts({ preview: { verdicts } }: { preview: ConfigPreview }) {
  if (verdicts.verdicts === 0)
    return (
      <Text size="sm" c="dimmed">
        No case is resolved yet: nothing tells how right the matches are.
      </Text>
    );
  const { now, then } = verdicts;
  return (
    <Stack gap={4}>
      <Table aria-label="Precision on verdicts so far" verticalSpacing={4} maw={640}>
        <thead>
          <Table.Tr>
            {['Raised and right', 'Now', 'Then'].map((header) => (
              <Table.Th key={header} scope="col">
                {header}
              </Table.Th>
            ))}
          </Table.Tr>
        </thead>
        <tbody>
          {(
            [
              ['With match rules', now.with_rules, then.with_rules],
              ['Without match rules', now.without_rules, then.without_rules],
            ] as const
          ).map(([label, before, after]) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" fw={400}>
                {label}
              </Table.Th>
              <Table.Td className="figures">{precisionOf(before)}</Table.Td>
              <Table.Td className="figures">{precisionOf(after)}</Table.Td>
            </Table.Tr>
          ))}
        </tbody>
      </Table>
      <Text size="xs" c="dimmed">
        On {count(verdicts.verdicts, 'resolved case')} of whatever age,{' '}
        {count(verdicts.false_positives, 'false positive')} among them. Match rules come from these very
        verdicts, so what they leave out counts in the second line only.
      </Text>
    </Stack>
  );
}

function Pairs({ preview, kind }: { preview: ConfigPreview; kind: 'gained' | 'lost' }) {
  const pairs = preview[kind];
  const all = preview.counts[kind];
  const title = kind === 'gained' ? 'Gained' : 'Lost';
  return (
    <section aria-label={title}>
      <Title order={3} size="h4" mb={4}>
        {title} ({figure(all)})
      </Title>
      {pairs.length < all && (
        <Text size="xs" c="dimmed" mb={4}>
          The {figure(pairs.length)} most confident ones are listed.
        </Text>
      )}
      {pairs.length === 0 ? (
        <Text size="sm" c="dimmed">
          None.
        </Text>
      ) : (
        <PairTable pairs={pairs} kind={kind} />
      )}
    </section>
  );
}

/** What would be gained and lost, and how right that would be. */
export function PreviewResult({ preview }: { preview: ConfigPreview }) {
  return (
    <Stack gap="lg">
      <Counts preview={preview} />
      <Verdicts preview={preview} />
      <BySeverity preview={preview} />
      <Pairs preview={preview} kind="gained" />
      <Pairs preview={preview} kind="lost" />
    </Stack>
  );
}
