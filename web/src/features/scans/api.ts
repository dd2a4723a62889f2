import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Scan, ScanStarted } from '../../../../api/types.ts';
import { send, type Query } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';

/** Cycles, latest first; a running one moves, so it is asked for often. */
export const useScans = (query: Query) => usePages<Scan>('/security-monitoring/scans', query, 5_000);

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
