import { Anchor, List, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { VendorCoverage } from '../../lib/api/types.ts';
import { confidenceText } from '../../lib/words.ts';
import type { ToneName } from '../../theme/palette.ts';
import { Meter } from '../data/meter.tsx';
import { Tag } from '../data/tag.tsx';

const COVERAGE_LEVELS: Record<VendorCoverage['sight'], [text: string, tone: ToneName]> = {
  blind: ['Not covered', 'critical'],
  weak: ['Weakly covered', 'medium'],
  seen: ['Covered', 'good'],
};

/** How well a vendor is recognised, in a word. */
export function CoverageTag({ sight }: { sight: VendorCoverage['sight'] }) {
  const [text, tone] = COVERAGE_LEVELS[sight];
  return <Tag tone={tone}>{text}</Tag>;
}

type Cause = VendorCoverage['causes'][number];

const CAUSES: Record<Cause['kind'], string> = {
  switched_off: 'Left out by the rules',
  suppressed: 'Left out by a match rule',
  same_name: 'Name is there twice',
  same_domain: 'Domain is there twice',
  outdone: 'Another row fits better',
  abbreviation: 'Short abbreviation',
  common_word: 'One ordinary word',
  generic_name: 'Generic name',
  site_differs: 'Web site of another name',
  other_trade: 'Another trade',
  no_domain: 'No domain',
  no_products: 'No products',
  generic_products: 'Generic products',
};

/** Causes as choices of a filter. */
export const CAUSE_OPTIONS = Object.entries(CAUSES).map(([value, label]) => ({ value, label }));

/** One cause in two or three words. */
export const causeInShort = (kind: Cause['kind']): string => CAUSES[kind];

const REMEDIES: Record<Cause['add'][number], string> = {
  domain: 'add its domain',
  alias: 'add the names that it goes by',
  product: 'add the products that you use, by their makers’ names',
  rules: 'look at the matching rules',
  match_rule: 'undo the match rule, or let it expire',
  merge: 'keep one row, or tell them apart',
};

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** What would help, each thing once, in the order of the causes. */
function remediesOf(causes: readonly Cause[]): string {
  const remedies = [...new Set(causes.flatMap(({ add }) => add))].map((remedy) => REMEDIES[remedy]);
  return sentence(remedies.join('; '));
}

/** Why a vendor is hardly recognised, and what to do. */
export function Causes({ causes }: { causes: readonly Cause[] }) {
  if (causes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing is missing.
      </Text>
    );
  return (
    <Stack gap={6}>
      <List size="sm" spacing={2}>
        {causes.map(({ kind, text, vendors }) => (
          <List.Item key={kind} style={{ overflowWrap: 'anywhere' }}>
            {text}
            {vendors.map(({ id, name }) => (
              <span key={id}>
                {' '}
                <Anchor
                  component={Link}
                  to={`/vendors/${id}`}
                  size="xs"
                  aria-label={`Open the other row ${name}`}
                >
                  Open
                </Anchor>
              </span>
            ))}
          </List.Item>
        ))}
      </List>
      <Text size="sm" fw={550}>
        {remediesOf(causes)}
      </Text>
    </Stack>
  );
}

/** How sure a match can be at best: of a vulnerability and of a breach. */
export function Reachable({ coverage, threshold }: { coverage: VendorCoverage; threshold: number }) {
  const breach = Math.max(coverage.breach_by_name, coverage.breach_with_domain ?? 0);
  return (
    <Stack gap={4}>
      {(
        [
          ['Vulnerability', coverage.cve],
          ['Breach', breach],
        ] as const
      ).map(([label, value]) => (
        <div key={label}>
          <Text size="xs" c="dimmed">
            {label}
          </Text>
          <Meter
            label={`Best confidence of a ${label.toLowerCase()}`}
            share={value}
            text={confidenceText(value)}
            tone={value + 1e-9 >= threshold ? 'good' : 'medium'}
          />
        </div>
      ))}
    </Stack>
  );
}
