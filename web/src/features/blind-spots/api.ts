import { useQuery } from '@tanstack/react-query';
import type { Coverage, RegisterSuggestion, VendorSight } from '../../../../api/types.ts';
import { get, type Query } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';

/** The register in figures. */
export function useCoverage() {
  return useQuery({
    queryKey: ['/security-monitoring/coverage'],
    queryFn: ({ signal }) => get<Coverage>('/security-monitoring/coverage', undefined, signal),
  });
}

/** Vendors that are hardly recognised. */
export const useBlindSpots = (query: Query) =>
  usePages<VendorSight>('/security-monitoring/blind-spots', query);

/** What the register could take over. */
export function useSuggestions(query: Query) {
  return useQuery({
    queryKey: ['/security-monitoring/suggestions', query],
    queryFn: ({ signal }) =>
      get<RegisterSuggestion[]>('/security-monitoring/suggestions', { limit: 200, ...query }, signal),
  });
}
