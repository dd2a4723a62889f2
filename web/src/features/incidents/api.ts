import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Incident,
  IncidentCreate,
  IncidentDetail,
  IncidentPatch,
  MatchStarted,
  ScanStarted,
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
