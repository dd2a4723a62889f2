import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api } from './client.ts';
import type { paths } from './schema.d.ts';

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

interface ListOf<Row> {
  get: { responses: { 200: { content: { 'application/json': Row[] } } } };
}

/** Paths of the API whose GET answers a list. */
export type ListPath = { [P in keyof paths]: paths[P] extends ListOf<unknown> ? P : never }[keyof paths];
type RowOf<P extends ListPath> = paths[P] extends ListOf<infer Row> ? Row : never;
type ParametersOf<P extends ListPath> = paths[P] extends { get: { parameters: infer Given } } ? Given : never;

/** Filters of a list by the names that the API knows; what is empty or null is not asked for. */
export type QueryOf<P extends ListPath> =
  ParametersOf<P> extends { query?: infer Query }
    ? { [Name in keyof Query]?: Query[Name] | string | null }
    : never;
type PathOf<P extends ListPath> = ParametersOf<P> extends { path: infer Path } ? Path : undefined;

interface Page<Row> {
  rows: Row[];
  /** Of the next page; null on the last one. */
  cursor: string | null;
}

type ListClient = (path: string, given: object) => Promise<{ data?: unknown; response: Response }>;

/** `Link: <…?cursor=…>; rel="next"` of the answer. */
function cursorOf(response: Response): string | null {
  const target = response.headers.get('Link')?.match(/<([^>]+)>\s*;\s*rel="?next"?/)?.[1];
  return target === undefined ? null : new URL(target, window.location.origin).searchParams.get('cursor');
}

/** A list of the API by keyset pages: the first one now, the next ones on demand. `of` names the parts of its path. */
export function usePages<P extends ListPath>(
  path: P,
  query: QueryOf<P>,
  { of, refetchInterval = false }: { of?: PathOf<P>; refetchInterval?: number | false } = {},
): Pages<RowOf<P>> {
  const result = useInfiniteQuery({
    queryKey: [path, 'pages', of, query],
    queryFn: async ({ pageParam, signal }): Promise<Page<RowOf<P>>> => {
      const params = { path: of, query: { ...query, cursor: pageParam ?? undefined } };
      const { data, response } = await (api.GET as ListClient)(path, { params, signal });
      return { rows: data as RowOf<P>[], cursor: cursorOf(response) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  return {
    rows: result.data?.pages.flatMap((page) => page.rows) ?? [],
    loading: result.isPending,
    stale: result.isPlaceholderData,
    error: result.data === undefined ? result.error : null,
    hasMore: result.hasNextPage,
    loadingMore: result.isFetchingNextPage,
    loadMore: () => void result.fetchNextPage(),
    retry: () => void result.refetch(),
  };
}
