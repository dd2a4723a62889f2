import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../lib/api/client.ts';
import { usePages, type QueryOf } from '../../lib/api/pages.ts';

/** The register in figures. */
export function useCoverage() {
  return useQuery({
    queryKey: ['/security-monitoring/coverage'],
    queryFn: ({ signal }) => dataOf(api.GET('/security-monitoring/coverage', { signal })),
  });
}

/** Vendors that are hardly recognised. */
export const useCoverageGaps = (query: QueryOf<'/security-monitoring/blind-spots'>) =>
  usePages('/security-monitoring/blind-spots', query);

const PATH = '/security-monitoring/suggestions';

/** What the register could take over. */
export function useSuggestions({ kind }: { kind: string }) {
  return useQuery({
    queryKey: [PATH, kind],
    queryFn: ({ signal }) => dataOf(api.GET(PATH, { params: { query: { limit: 200, kind } }, signal })),
  });
}
