import { useQuery } from '@tanstack/react-query';
import type { Feed, FeedReject } from '../../../../api/types.ts';
import { get } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';

/** The shared feeds and how they are. */
export function useFeeds() {
  return useQuery({
    queryKey: ['/feeds'],
    queryFn: ({ signal }) => get<Feed[]>('/feeds', undefined, signal),
    refetchInterval: 30_000,
  });
}

/** Records of a feed that were set aside, the latest first. */
export const useRejects = (feedId: string) =>
  usePages<FeedReject>(`/feeds/${encodeURIComponent(feedId)}/rejects`, { limit: 25 });
