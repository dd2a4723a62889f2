import { Choice, Filters, SearchBox } from '../../../components/data/filters.tsx';
import { PagedTable } from '../../../components/data/data-table.tsx';
import { Page } from '../../../components/layout/page.tsx';
import { TRACKING_COLUMNS } from '../../../components/domain/tracking-table.tsx';
import { useUrlFilters } from '../../../lib/url-filters.ts';
import { INCIDENT_TYPES, PHASES, SEVERITIES_DOWN, TRACKING_STATUSES } from '../../../lib/vocabulary.ts';
import { useTrackings, useVendorChoices } from '../api.ts';

const SORTS = [
  { value: '-risk_score', label: 'Highest risk first' },
  { value: '-created_at', label: 'Newest first' },
  { value: 'due_date', label: 'Due first' },
  { value: '-match_confidence', label: 'Surest match first' },
];

const NAMES = ['q', 'severity', 'incident_type', 'phase', 'vendor_id', 'status', 'sort', 'overdue'] as const;

/** All open trackings, or what the filters ask for. */
export function TrackingsPage() {
  const [filters, input] = useUrlFilters(NAMES);
  const vendors = useVendorChoices();
  // Whoever asks for resolved ones by name gets them; otherwise the list is what is still to be done.
  const open = filters.status === 'resolved' || filters.phase === 'resolved' ? {} : { open: true };
  const pages = useTrackings({ ...filters, ...open, sort: filters.sort || '-risk_score' });
  const filtered = NAMES.some((name) => name !== 'sort' && filters[name] !== '');
  return (
    <Page
      title="Cases"
      lead="Every incident that concerns one of your vendors, open until it is qualified and resolved."
    >
      <Filters>
        <SearchBox label="Search vendor or incident" {...input('q')} />
        <Choice label="Severity" {...input('severity')} names={SEVERITIES_DOWN} width={130} />
        <Choice label="Type" {...input('incident_type')} names={INCIDENT_TYPES} width={170} />
        <Choice label="Phase" {...input('phase')} names={PHASES} width={200} />
        <Choice label="Status" {...input('status')} names={TRACKING_STATUSES} width={140} />
        <Choice
          label="Vendor"
          {...input('vendor_id')}
          names={(vendors.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          width={190}
        />
        <Choice label="Highest risk first" {...input('sort')} names={SORTS} />
      </Filters>
      <PagedTable
        label="Cases"
        pages={pages}
        columns={TRACKING_COLUMNS}
        rowKey={(row) => row.id}
        empty={
          filtered
            ? 'No case fits these filters.'
            : 'Nothing open. New matches appear here as soon as a scan finds them.'
        }
      />
    </Page>
  );
}
