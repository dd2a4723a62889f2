import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Explanation,
  Incident,
  IncidentCreate,
  IncidentDetail,
  IncidentPatch,
  MatchStarted,
  NearMiss,
  ScanStarted,
  Vendor,
} from '../../../../api/types.ts';
import { get, send, type Query } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';

/** The catalogue by filters. */
export const useIncidents = (query: Query) => usePages<Incident>('/security-incidents', query);

/** One incident with its trackings and actions. */
export function useIncident(id: string) {
  return useQuery({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => get<IncidentDetail>(`/security-incidents/${id}`, undefined, signal),
  });
}

/** Enters an incident of the tenant's own; it is matched at once. */
export function useCreateIncident() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: IncidentCreate) =>
      (await send<Incident>('POST', '/security-incidents', { body })).data,
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Sets status and notes, for this tenant. */
export function usePatchIncident(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: IncidentPatch) => send<Incident>('PATCH', `/security-incidents/${id}`, { body }),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Matches the incident to the vendors again. */
export function useMatchVendors(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send<MatchStarted>('POST', `/security-incidents/${id}/match-vendors`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['incident', id] }),
  });
}

/** Fetches one CVE from the sources now. */
export function useScanCve() {
  return useMutation({
    mutationFn: (cveId: string) =>
      send<ScanStarted>('POST', `/security-incidents/scan-cve/${encodeURIComponent(cveId)}`),
  });
}

/** Vendors of the register by a part of their name, archived ones too. */
export function useVendorSearch(q: string) {
  return useQuery({
    queryKey: ['/vendors', 'search', q],
    queryFn: ({ signal }) => get<Vendor[]>('/vendors', { q, status: 'all', limit: 20 }, signal),
    placeholderData: keepPreviousData,
  });
}

/** Why the incident concerns a vendor, or why not; nothing is asked without a vendor. */
export function useExplanation(vendorId: string | null, incidentId: string) {
  return useQuery({
    queryKey: ['incident', incidentId, 'explanation', vendorId],
    queryFn: async ({ signal }) => {
      const body = { vendor_id: vendorId, incident_id: incidentId };
      return (await send<Explanation>('POST', '/security-monitoring/explain', { body, signal })).data;
    },
    enabled: vendorId !== null,
  });
}

/** Vendors that the incident nearly concerns. */
export function useNearMisses(incidentId: string) {
  return useQuery({
    queryKey: ['incident', incidentId, 'near-misses'],
    queryFn: ({ signal }) =>
      get<NearMiss[]>(`/security-incidents/${incidentId}/near-misses`, undefined, signal),
  });
}
