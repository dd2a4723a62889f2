import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../../lib/api/client.ts';
import { usePages, type QueryOf } from '../../lib/api/pages.ts';
import type { SCAN_TYPES } from '../../lib/vocabulary.ts';

/** Cycles, latest first; a running one moves, so it is asked for often. */
export const useScans = (query: QueryOf<'/security-monitoring/scans'>) =>
  usePages('/security-monitoring/scans', query, { refetchInterval: 5_000 });

type ScanType = (typeof SCAN_TYPES)[number];

export interface ScanWanted {
  scan_type: ScanType;
  /** Reconsiders all stored incidents of that many days; null: what changed since the last scan. */
  days_back: number | null;
}

/** Starts a cycle now. */
export function useStartScan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ scan_type, days_back }: ScanWanted) =>
      dataOf(
        api.POST('/security-monitoring/scan', {
          params: { query: { scan_type, ...(days_back === null ? {} : { days_back }) } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/security-monitoring/scans'] }),
  });
}
