import { Anchor, Button, FileInput, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { VendorImportResult } from '../../../lib/api/types.ts';
import { DataTable, type Column } from '../../../components/data/data-table.tsx';
import { Facts } from '../../../components/data/facts.tsx';
import { Failure } from '../../../components/layout/failure.tsx';
import { Page, Panel } from '../../../components/layout/page.tsx';
import { Tag } from '../../../components/data/tag.tsx';
import { messageOf } from '../../../lib/api/problem.ts';
import { count, words } from '../../../lib/words.ts';
import type { ToneName } from '../../../theme/palette.ts';
import { useImportVendors } from '../api.ts';

type Fault = VendorImportResult['errors'][number];
type Line = VendorImportResult['vendors'][number];

const SHOWN = 100;
const TONES: Record<Line['action'], ToneName> = { create: 'good', update: 'accent', unchanged: 'low' };

/** `contacts.1.email` → "Contacts, no. 2: e-mail": items are counted as a reader does. */
function placeOf(path: string): string {
  const [column = '', index, part] = path.split('.');
  const item = index === undefined ? '' : `, no. ${Number(index) + 1}`;
  return `${words(column)}${item}${part === undefined ? '' : `: ${words(part).toLowerCase()}`}`;
}

const FAULTS: Column<Fault>[] = [
  { header: 'Row', width: 70, cell: (fault) => fault.row },
  { header: 'Column', width: 160, cell: (fault) => placeOf(fault.path) },
  { header: 'What is wrong', lead: true, cell: (fault) => <Text size="sm">{fault.message}</Text> },
];

const LINES: Column<Line>[] = [
  { header: 'Row', width: 70, cell: (line) => line.row },
  { header: 'Vendor', lead: true, cell: (line) => <Text size="sm">{line.name}</Text> },
  {
    header: 'Would be',
    width: 140,
    cell: (line) => <Tag tone={TONES[line.action]}>{words(line.action)}</Tag>,
  },
];

function Preview({ result }: { result: VendorImportResult }) {
  return (
    <Panel title="What this file would do">
      <Stack gap="md">
        <Text size="sm">
          {count(result.rows, 'row')}: {result.created} new, {result.updated} changed, {result.unchanged} as
          they are
          {result.failed > 0 && `, ${result.failed} cannot be taken`}.
        </Text>
        {result.errors.length > 0 && (
          <>
            <Text size="sm" fw={600}>
              Rows with errors are left out; rows are counted as a spreadsheet does, the heading line is row 1
            </Text>
            <DataTable
              framed={false}
              label="Rows with errors"
              rows={result.errors.slice(0, SHOWN)}
              columns={FAULTS}
              rowKey={(fault) => `${fault.row} ${fault.path} ${fault.message}`}
            />
          </>
        )}
        {result.vendors.length > 0 && (
          <DataTable
            framed={false}
            label="Vendors in the file"
            rows={result.vendors.slice(0, SHOWN)}
            columns={LINES}
            rowKey={(line) => String(line.row)}
          />
        )}
        {result.vendors.length > SHOWN && (
          <Text size="sm" c="dimmed">
            The first {SHOWN} of {result.vendors.length} are shown.
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

const FORMAT = [
  ['name', 'The only column that must be there.'],
  ['id', 'Your own reference. A known one changes that vendor; without, the name does.'],
  ['legal_name, website', 'Text.'],
  ['criticality', 'low, medium, high or critical.'],
  ['aliases, domains', 'Several in one cell, separated by semicolons.'],
  ['products', 'The same; with a version: Anvil [version=2.1], with a CPE: Anvil [cpe=cpe:2.3:…].'],
  ['contacts', 'The same: Jane Roe <jane@acme.com>, with a role: Jane Roe <jane@acme.com> [role=CISO].'],
] as const;

/** What a file holds, for whoever writes one by hand. */
function Format() {
  return (
    <Panel title="Columns">
      <Facts rows={FORMAT} />
      <Text size="sm" c="dimmed" mt="sm">
        An empty cell empties the field; a column that is left out leaves it as it is. An export of the
        register is such a file.
      </Text>
    </Panel>
  );
}

interface FileChoiceProps {
  reading: boolean;
  onChoose: (file: File | null) => void;
}

function FileChoice({ reading, onChoose }: FileChoiceProps) {
  return (
    <Panel title="File">
      <FileInput
        label="CSV file"
        placeholder="Choose a file"
        accept=".csv,text/csv"
        clearable
        clearButtonProps={{ 'aria-label': 'Remove the file' }}
        leftSection={<IconFileTypeCsv size={17} aria-hidden />}
        maw={440}
        onChange={onChoose}
      />
      {reading && (
        <Text size="sm" c="dimmed" mt="sm" role="status">
          Reading the file…
        </Text>
      )}
    </Panel>
  );
}

/** A CSV file into the register, looked at before anything changes. */
export function ImportPage() {
  const [csv, setCsv] = useState<string | null>(null);
  const preview = useImportVendors();
  const run = useImportVendors();
  const navigate = useNavigate();
  const choose = (file: File | null): void => {
    setCsv(null);
    preview.reset();
    run.reset();
    if (file === null) return;
    void file.text().then((text) => {
      setCsv(text);
      preview.mutate({ csv: text, preview: true });
    });
  };
  const onSuccess = (result: VendorImportResult): void => {
    notifications.show({ message: `${count(result.created, 'vendor')} added, ${result.updated} changed.` });
    void navigate('/vendors');
  };
  const bringIn = (text: string): void => run.mutate({ csv: text, preview: false }, { onSuccess });
  const error = run.error ?? preview.error;
  const usable = preview.data === undefined ? 0 : preview.data.created + preview.data.updated;
  return (
    <Page
      title="Import vendors"
      back={{ to: '/vendors', label: 'Vendors' }}
      lead="A CSV file in UTF-8 with a heading line. Nothing is changed until you have seen what it would do."
    >
      <FileChoice reading={preview.isPending} onChoose={choose} />
      {error && <Failure title="The file cannot be imported">{messageOf(error)}</Failure>}
      {csv === null && <Format />}
      {preview.data && <Preview result={preview.data} />}
      {csv !== null && preview.data && (
        <Group justify="flex-end" gap="xs">
          <Anchor component={Link} to="/vendors" size="sm">
            Cancel
          </Anchor>
          <Button loading={run.isPending} disabled={usable === 0} onClick={() => bringIn(csv)}>
            Import {count(usable, 'vendor')}
          </Button>
        </Group>
      )}
    </Page>
  );
}
