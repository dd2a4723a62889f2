import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../lib/api/client.ts';
import { usePages, withoutEmpty, type QueryOf } from '../../lib/api/pages.ts';

/** The register in figures. */
export function useCoverage() {
  return useQuery({
    queryKey: ['/security-monitoring/coverage'],
    queryFn: ({ signal }) => dataOf(api.GET('/security-monitoring/coverage', { signal })),
  });
}

/** Vendors that are hardly recognised. */
export const useBlindSpots = (query: QueryOf<'/security-monitoring/blind-spots'>) =>
  usePages('/security-monitoring/blind-spots', query);

const PATH = '/security-monitoring/suggestions';

/** What the register could take over. */
export function useSuggestions(query: QueryOf<typeof PATH>) {
  return useQuery({
    queryKey: [PATH, query],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET(PATH, { params: { query: { limit: 200, ...withoutEmpty<typeof PATH>(query) } }, signal }),
      ),
  });
}
