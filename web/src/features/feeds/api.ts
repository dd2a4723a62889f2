import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../lib/api/client.ts';
import { usePages } from '../../lib/api/pages.ts';

/** The shared feeds and how they are. */
export function useFeeds() {
  return useQuery({
    queryKey: ['/feeds'],
    queryFn: ({ signal }) => dataOf(api.GET('/feeds', { signal })),
    refetchInterval: 30_000,
  });
}

/** Records of a feed that were set aside, the latest first. */
export const useRejects = (feedId: string) =>
  usePages('/feeds/{id}/rejects', { limit: 25 }, { of: { id: feedId } });
