/** The custom feed of the documents' tests. */
import type { CustomFeedReading } from '../../../src/domain/feeds/custom-feed.ts';

export const FEED: CustomFeedReading = {
  id: 'feed-id',
  key: 'news',
  name: 'News',
  kind: 'rss',
  incidentType: 'security_alert',
  mapping: null,
  vendor: null,
  defaultSeverity: null,
};
