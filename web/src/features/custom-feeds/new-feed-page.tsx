import { notifications } from '@mantine/notifications';
import { useNavigate } from 'react-router';
import { Page } from '../../components/layout/page.tsx';
import { FeedForm } from './feed-form.tsx';
import { NEW_FEED } from './feed-values.ts';

/** Adds a feed. */
export function NewFeedPage() {
  const navigate = useNavigate();
  return (
    <Page
      title="Add feed"
      back={{ to: '/custom-feeds', label: 'Custom feeds' }}
      lead="Test it first: you see its entries as they would be stored, and nothing is kept."
    >
      <FeedForm
        initial={NEW_FEED}
        id={null}
        onSaved={() => {
          notifications.show({ message: 'The feed is added and is being read.' });
          void navigate('/custom-feeds');
        }}
      />
    </Page>
  );
}
