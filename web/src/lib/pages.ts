import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { send, withQuery, type Query } from './http.ts';

/** Rows of a list so far, and how to get more of them. */
export interface Pages<T> {
  rows: T[];
  /** True until the first answer. */
  loading: boolean;
  /** Shown rows belong to the previous filters while the new ones load. */
  stale: boolean;
  error: Error | null;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

/** A list of the API by keyset pages: the first one now, the next ones on demand. */
export function usePages<T>(path: string, query: Query, refetchInterval?: number): Pages<T> {
  const result = useInfiniteQuery({
    queryKey: [path, 'pages', query],
    queryFn: ({ pageParam, signal }) => send<T[]>('GET', pageParam, { signal }),
    initialPageParam: withQuery(path, query),
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: refetchInterval ?? false,
  });
  return {
    rows: result.data?.pages.flatMap((page) => page.data) ?? [],
    loading: result.isPending,
    stale: result.isPlaceholderData,
    error: result.data === undefined ? result.error : null,
    hasMore: result.hasNextPage,
    loadingMore: result.isFetchingNextPage,
    loadMore: () => void result.fetchNextPage(),
    retry: () => void result.refetch(),
  };
}
