import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ActionItem,
  Feed,
  Metrics,
  Scan,
  ScanStarted,
  Tracking,
  TrendDay,
} from '../../../../api/types.ts';
import { get, send } from '../../lib/http.ts';

const MINUTE = 60_000;

/** The tenant's figures. */
export function useMetrics() {
  return useQuery({
    queryKey: ['/security-metrics'],
    queryFn: ({ signal }) => get<Metrics>('/security-metrics', undefined, signal),
    refetchInterval: MINUTE,
  });
}

/** A row a day. */
export function useTrends(days: number) {
  return useQuery({
    queryKey: ['/security-metrics/trends', days],
    queryFn: ({ signal }) => get<TrendDay[]>('/security-metrics/trends', { days }, signal),
  });
}

/** The newest open trackings. */
export function useNewestTrackings() {
  return useQuery({
    queryKey: ['/trackings', 'newest'],
    queryFn: ({ signal }) =>
      get<Tracking[]>('/trackings', { open: true, sort: '-created_at', limit: 6 }, signal),
    refetchInterval: MINUTE,
  });
}

/** The reader's own open tasks, first due first. */
export function useMyTasks() {
  return useQuery({
    queryKey: ['/action-items', 'mine'],
    queryFn: ({ signal }) =>
      get<ActionItem[]>(
        '/action-items',
        { assigned_to: 'me', open: true, sort: 'due_date', limit: 6 },
        signal,
      ),
    refetchInterval: MINUTE,
  });
}

/** The latest scans, enough to have the last one of each type. */
export function useLatestScans() {
  return useQuery({
    queryKey: ['/security-monitoring/scans', 'latest'],
    queryFn: ({ signal }) => get<Scan[]>('/security-monitoring/scans', { limit: 50 }, signal),
    refetchInterval: (query) =>
      query.state.data?.some(({ status }) => status === 'running') ? 3_000 : MINUTE,
  });
}

/** How fresh the shared feeds are. */
export function useFeeds() {
  return useQuery({
    queryKey: ['/feeds'],
    queryFn: ({ signal }) => get<Feed[]>('/feeds', undefined, signal),
    refetchInterval: MINUTE,
  });
}

/** Scans everything now. */
export function useScanNow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send<ScanStarted>('POST', '/security-monitoring/scan'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/security-monitoring/scans'] }),
  });
}
