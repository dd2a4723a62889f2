import { SegmentedControl, Stack } from '@mantine/core';
import { Page } from '../../components/layout/page.tsx';
import { useUrlFilters } from '../../lib/url-filters.ts';
import { AlertsList } from './alerts-list.tsx';
import { MessagesList } from './messages-list.tsx';

const VIEWS = [
  { value: 'unread', label: 'Unread' },
  { value: 'messages', label: 'All messages' },
  { value: 'alerts', label: 'Alerts' },
];

/** What Vigil told the reader, and whom it told what. */
export function InboxPage() {
  const [{ view }, input] = useUrlFilters(['view'] as const);
  const shown = view || 'unread';
  return (
    <Page title="Inbox" lead="Messages to you, and every alert with where it went.">
      <Stack gap="md" align="stretch">
        <div>
          <SegmentedControl aria-label="View" data={VIEWS} value={shown} onChange={input('view').onChange} />
        </div>
        {shown === 'alerts' ? <AlertsList /> : <MessagesList unread={shown === 'unread'} />}
      </Stack>
    </Page>
  );
}
