import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IncidentCreate, IncidentPatch } from '../../lib/api/types.ts';
import { api, dataOf } from '../../lib/api/client.ts';
import { usePages, type QueryOf } from '../../lib/api/pages.ts';

/** The catalogue by filters. */
export const useIncidents = (query: QueryOf<'/security-incidents'>) => usePages('/security-incidents', query);

/** One incident with its trackings and actions. */
export function useIncident(id: string) {
  return useQuery({
    queryKey: ['incident', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/security-incidents/{id}', { params: { path: { id } }, signal })),
  });
}

/** Enters an incident of the tenant's own; it is matched at once. */
export function useCreateIncident() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: IncidentCreate) => dataOf(api.POST('/security-incidents', { body })),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Sets status and notes, for this tenant. */
export function usePatchIncident(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: IncidentPatch) =>
      dataOf(api.PATCH('/security-incidents/{id}', { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Matches the incident to the vendors again. */
export function useMatchVendors(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      dataOf(api.POST('/security-incidents/{id}/match-vendors', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['incident', id] }),
  });
}

/** Fetches one CVE from the sources now. */
export function useScanCve() {
  return useMutation({
    mutationFn: (cveId: string) =>
      dataOf(api.POST('/security-incidents/scan-cve/{cve_id}', { params: { path: { cve_id: cveId } } })),
  });
}

/** Vendors of the register by a part of their name, archived ones too. */
export function useVendorSearch(q: string) {
  return useQuery({
    queryKey: ['/vendors', 'search', q],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/vendors', { params: { query: { q, status: 'all', limit: 20 } }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Why the incident concerns a vendor, or why not; nothing is asked without a vendor. */
export function useExplanation(vendorId: string | null, incidentId: string) {
  return useQuery({
    queryKey: ['incident', incidentId, 'explanation', vendorId],
    queryFn: async ({ signal }) => {
      const body = { vendor_id: vendorId ?? '', incident_id: incidentId };
      return dataOf(api.POST('/security-monitoring/explain', { body, signal }));
    },
    enabled: vendorId !== null,
  });
}

/** Vendors that the incident nearly concerns. */
export function useNearMisses(incidentId: string) {
  return useQuery({
    queryKey: ['incident', incidentId, 'near-misses'],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/security-incidents/{id}/near-misses', { params: { path: { id: incidentId } }, signal }),
      ),
  });
}
