import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type {
  DecisionAccepted,
  IncidentDetail,
  MonitoringConfig,
  QualifyRisk,
  Reopen,
  Resolve,
  Tracking,
  TrackingDetail,
  Vendor,
} from '../../../../api/types.ts';
import { get, newKey, send, type Query, type Reply } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';
import { ApiError } from '../../lib/problem.ts';

/** The tenant's trackings by filters. */
export const useTrackings = (query: Query) => usePages<Tracking>('/trackings', query, 60_000);

/** Vendors to filter by. */
export function useVendorChoices() {
  return useQuery({
    queryKey: ['/vendors', 'choices'],
    queryFn: ({ signal }) => get<Vendor[]>('/vendors', { open: true, limit: 200 }, signal),
    staleTime: 60_000,
  });
}

const detailKey = (trackingId: string) => ['tracking', trackingId];

/** One tracking with all that belongs to it; `hurry` asks often while a decision is being applied. */
export function useTracking(vendorId: string, trackingId: string, hurry: boolean) {
  return useQuery({
    queryKey: detailKey(trackingId),
    queryFn: ({ signal }) =>
      get<TrackingDetail>(`/vendors/${vendorId}/security/${trackingId}`, undefined, signal),
    refetchInterval: (query) => (hurry ? 2_000 : query.state.data?.phase === 'responding' ? 3_000 : 30_000),
  });
}

/** The incident behind a tracking. */
export function useIncidentOf(incidentId: string) {
  return useQuery({
    queryKey: ['incident', incidentId],
    queryFn: ({ signal }) => get<IncidentDetail>(`/security-incidents/${incidentId}`, undefined, signal),
  });
}

/** Days that a rule from a false positive counts; null: until it is undone. Undefined until it is known. */
export function useRuleDays(): number | null | undefined {
  const { data } = useQuery({
    queryKey: ['/security-monitoring/config', 'rule days'],
    queryFn: ({ signal }) => get<MonitoringConfig>('/security-monitoring/config', undefined, signal),
    staleTime: 60_000,
  });
  return data?.match_rule_days;
}

export type Decision =
  | { action: 'qualify-risk'; body: QualifyRisk }
  | { action: 'resolve'; body: Resolve }
  | { action: 'reopen'; body: Reopen };

/**
 * A 503, no answer at all, or the same request still running leaves open whether the decision was taken: only the
 * same key may repeat it.
 */
export function mayHaveArrived(error: Error): boolean {
  if (!(error instanceof ApiError)) return false;
  return [0, 503, 504].includes(error.status) || error.problem.type === 'urn:vigil:problem:request-running';
}

/**
 * Sends a decision. After an answer that leaves its fate open, the same decision is sent again under the same
 * Idempotency-Key, so that trying again is safe; a changed one gets a key of its own.
 */
export function useDecision(vendorId: string, trackingId: string) {
  const client = useQueryClient();
  const open = useRef<{ said: string; key: string } | null>(null);
  return useMutation({
    mutationFn: ({ action, body }: Decision): Promise<Reply<TrackingDetail | DecisionAccepted>> => {
      const said = JSON.stringify([action, body]);
      if (open.current?.said !== said) open.current = { said, key: newKey() };
      const path = `/vendors/${vendorId}/security/${trackingId}/${action}`;
      return send('POST', path, { body, idempotencyKey: open.current.key });
    },
    onError: (error) => {
      if (!mayHaveArrived(error)) open.current = null;
    },
    onSuccess: () => {
      open.current = null;
    },
    onSettled: () => client.invalidateQueries(),
  });
}
