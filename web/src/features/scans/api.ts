import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Feed, Scan, ScanStarted } from '../../../../api/types.ts';
import { get, send, type Query } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';

/** Cycles, latest first; a running one moves, so it is asked for often. */
export const useScans = (query: Query) => usePages<Scan>('/security-monitoring/scans', query, 5_000);

/** The shared feeds and how they are. */
export function useFeeds() {
  return useQuery({
    queryKey: ['/feeds'],
    queryFn: ({ signal }) => get<Feed[]>('/feeds', undefined, signal),
    refetchInterval: 15_000,
  });
}

export interface ScanWanted {
  scan_type: string;
  /** Reconsiders all stored incidents of that many days; null: what changed since the last scan. */
  days_back: number | null;
}

/** Starts a cycle now. */
export function useStartScan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ scan_type, days_back }: ScanWanted) =>
      send<ScanStarted>('POST', '/security-monitoring/scan', { query: { scan_type, days_back } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/security-monitoring/scans'] }),
  });
}
