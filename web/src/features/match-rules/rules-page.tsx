import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { MatchRule } from '../../lib/api/types.ts';
import { PagedTable, type Column } from '../../components/data/data-table.tsx';
import { Choice, Filters } from '../../components/data/filters.tsx';
import { Page, Panel } from '../../components/layout/page.tsx';
import { StateTag } from '../../components/data/tag.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { useCan } from '../../lib/permissions.ts';
import { useUrlFilters } from '../../lib/url-filters.ts';
import { count } from '../../lib/words.ts';
import { useMatchRules } from './api.ts';
import { RuleExpiry } from './rule-expiry.tsx';
import { UndoRule } from './undo-rule.tsx';

function Reason({ rule }: { rule: MatchRule }) {
  return (
    <Stack gap={2}>
      <Anchor component={Link} to={`/vendors/${rule.vendor.id}`} size="sm" fw={600}>
        {rule.vendor.name}
      </Anchor>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {rule.says}
      </Text>
    </Stack>
  );
}

function GivenBy({ rule }: { rule: MatchRule }) {
  return (
    <Stack gap={2}>
      <Text size="sm">
        {rule.created_by_name ?? 'Unknown'}, <Timestamp iso={rule.given_at} as="relative" />
      </Text>
      {rule.tracking && (
        <Anchor
          component={Link}
          to={`/vendors/${rule.vendor.id}/security/${rule.tracking.id}`}
          size="xs"
          title={rule.tracking.title}
          style={{ overflowWrap: 'anywhere' }}
        >
          {rule.tracking.external_id}
          {rule.false_positives > 1 && ` and ${count(rule.false_positives - 1, 'other')}`}
        </Anchor>
      )}
    </Stack>
  );
}

function Suppressed({ rule: { kept_back, latest_kept_back: latest } }: { rule: MatchRule }) {
  return (
    <Stack gap={2}>
      <Text size="sm">{count(kept_back, 'incident')}</Text>
      {latest && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          Latest:{' '}
          <Anchor component={Link} to={`/incidents/${latest.incident_id}`} inherit title={latest.title}>
            {latest.external_id}
          </Anchor>
          , <Timestamp iso={latest.at} as="relative" />
        </Text>
      )}
    </Stack>
  );
}

function Counts({ rule }: { rule: MatchRule }) {
  return (
    <Stack gap={2} align="flex-start">
      <StateTag state={rule.state} />
      <Text size="xs" c="dimmed">
        {rule.expires_at === null ? (
          'until it is undone'
        ) : (
          <>
            {rule.state === 'expired' ? 'since' : 'until'} <Timestamp iso={rule.expires_at} as="day" />
          </>
        )}
      </Text>
    </Stack>
  );
}

const SHOWN: Column<MatchRule>[] = [
  { header: 'Vendor and reason', lead: true, cell: (row) => <Reason rule={row} /> },
  { header: 'False positive', width: 200, cell: (row) => <GivenBy rule={row} /> },
  { header: 'Not raised since', width: 190, cell: (row) => <Suppressed rule={row} /> },
  { header: 'Counts', width: 130, cell: (row) => <Counts rule={row} /> },
];

type Choose = (rule: MatchRule) => void;

const changes = (onDate: Choose, onUndo: Choose): Column<MatchRule> => ({
  header: 'Change',
  quiet: true,
  width: 160,
  cell: (row) => (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Expiry of the rule for ${row.vendor.name}`}
        onClick={() => onDate(row)}
      >
        Expiry
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Undo the rule for ${row.vendor.name}`}
        onClick={() => onUndo(row)}
      >
        Undo
      </Button>
    </Group>
  ),
});

/** What false positives taught the matcher, to be seen and undone. */
export function MatchRulesPage() {
  const [filters, input] = useUrlFilters(['state', 'vendor_id'] as const);
  const pages = useMatchRules(filters);
  const can = useCan('decide');
  const [undoing, setUndoing] = useState<MatchRule | null>(null);
  const [dating, setDating] = useState<MatchRule | null>(null);
  const columns = can ? [...SHOWN, changes(setDating, setUndoing)] : SHOWN;
  return (
    <Page
      title="Match rules"
      lead="Each false positive makes a rule: for this vendor, what the incident said there is left out from then on. Incidents that concern the vendor for another reason are still raised. An undone rule takes back all it did."
    >
      <Panel title="Rules">
        <Stack gap="md">
          <Filters>
            <Choice label="State" {...input('state')} names={['active', 'expired']} width={150} />
          </Filters>
          <PagedTable
            framed={false}
            label="Match rules"
            pages={pages}
            columns={columns}
            rowKey={(row) => row.id}
            empty="There is no rule. Resolving a case as a false positive makes one."
          />
        </Stack>
      </Panel>
      <UndoRule rule={undoing} onClose={() => setUndoing(null)} />
      <RuleExpiry rule={dating} onClose={() => setDating(null)} />
    </Page>
  );
}
