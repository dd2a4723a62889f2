import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../../lib/api/client.ts';

const MINUTE = 60_000;

/** The tenant's figures. */
export function useMetrics() {
  return useQuery({
    queryKey: ['/security-metrics'],
    queryFn: ({ signal }) => dataOf(api.GET('/security-metrics', { signal })),
    refetchInterval: MINUTE,
  });
}

/** A row a day. */
export function useTrends(days: number) {
  return useQuery({
    queryKey: ['/security-metrics/trends', days],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/security-metrics/trends', { params: { query: { days } }, signal })),
  });
}

/** The newest open trackings. */
export function useNewestTrackings() {
  return useQuery({
    queryKey: ['/trackings', 'newest'],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/trackings', { params: { query: { open: true, sort: '-created_at', limit: 6 } }, signal }),
      ),
    refetchInterval: MINUTE,
  });
}

/** The reader's own open tasks, first due first. */
export function useMyTasks() {
  return useQuery({
    queryKey: ['/action-items', 'mine'],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/action-items', {
          params: { query: { assigned_to: 'me', open: true, sort: 'due_date', limit: 6 } },
          signal,
        }),
      ),
    refetchInterval: MINUTE,
  });
}

/** The latest scans, enough to have the last one of each type. */
export function useLatestScans() {
  return useQuery({
    queryKey: ['/security-monitoring/scans', 'latest'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/security-monitoring/scans', { params: { query: { latest: true } }, signal })),
    refetchInterval: (query) =>
      query.state.data?.some(({ status }) => status === 'running') ? 3_000 : MINUTE,
  });
}

/** How fresh the shared feeds are. */
export function useFeeds() {
  return useQuery({
    queryKey: ['/feeds'],
    queryFn: ({ signal }) => dataOf(api.GET('/feeds', { signal })),
    refetchInterval: MINUTE,
  });
}

/** Scans everything now. */
export function useScanNow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => dataOf(api.POST('/security-monitoring/scan')),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/security-monitoring/scans'] }),
  });
}
