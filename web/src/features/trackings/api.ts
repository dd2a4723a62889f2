import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { DecisionAccepted, QualifyRisk, Reopen, Resolve, TrackingDetail } from '../../lib/api/types.ts';
import { api, dataOf, newKey } from '../../lib/api/client.ts';
import { usePages, type QueryOf } from '../../lib/api/pages.ts';
import { ApiError } from '../../lib/api/problem.ts';

/** The tenant's trackings by filters. */
export const useTrackings = (query: QueryOf<'/trackings'>) =>
  usePages('/trackings', query, { refetchInterval: 60_000 });

/** Vendors to filter by. */
export function useVendorChoices() {
  return useQuery({
    queryKey: ['/vendors', 'choices'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/vendors', { params: { query: { open: true, limit: 200 } }, signal })),
    staleTime: 60_000,
  });
}

const detailKey = (trackingId: string) => ['tracking', trackingId];

/** One tracking with all that belongs to it; `hurry` asks often while a decision is being applied. */
export function useTracking(vendorId: string, trackingId: string, hurry: boolean) {
  return useQuery({
    queryKey: detailKey(trackingId),
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/vendors/{id}/security/{tracking_id}', {
          params: { path: { id: vendorId, tracking_id: trackingId } },
          signal,
        }),
      ),
    refetchInterval: (query) => (hurry ? 2_000 : query.state.data?.phase === 'responding' ? 3_000 : 30_000),
  });
}

/** Starts the response of an open case again whose workflow has ended. */
export function useRestart(vendorId: string, trackingId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/vendors/{id}/security/{tracking_id}/restart', {
          params: { path: { id: vendorId, tracking_id: trackingId } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: detailKey(trackingId) }),
  });
}

/** The incident behind a tracking. */
export function useIncidentOf(incidentId: string) {
  return useQuery({
    queryKey: ['incident', incidentId],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/security-incidents/{id}', { params: { path: { id: incidentId } }, signal })),
  });
}

/** Days that a rule from a false positive counts; null: until it is undone. Undefined until it is known. */
export function useRuleDays(): number | null | undefined {
  const { data } = useQuery({
    queryKey: ['/security-monitoring/config', 'rule days'],
    queryFn: ({ signal }) => dataOf(api.GET('/security-monitoring/config', { signal })),
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

/** The tracking as the decision left it, or that the decision is accepted and its effects take longer. */
export type Decided = TrackingDetail | DecisionAccepted;

interface Sending {
  params: { path: { id: string; tracking_id: string } };
  headers: { 'Idempotency-Key': string };
}

function sent(decision: Decision, sending: Sending) {
  switch (decision.action) {
    case 'qualify-risk':
      return api.POST('/vendors/{id}/security/{tracking_id}/qualify-risk', {
        ...sending,
        body: decision.body,
      });
    case 'resolve':
      return api.POST('/vendors/{id}/security/{tracking_id}/resolve', { ...sending, body: decision.body });
    case 'reopen':
      return api.POST('/vendors/{id}/security/{tracking_id}/reopen', { ...sending, body: decision.body });
  }
}

/**
 * Sends a decision. After an answer that leaves its fate open, the same decision is sent again under the same
 * Idempotency-Key, so that trying again is safe; a changed one gets a key of its own.
 */
export function useDecision(vendorId: string, trackingId: string) {
  const client = useQueryClient();
  const open = useRef<{ said: string; key: string } | null>(null);
  return useMutation({
    mutationFn: (decision: Decision): Promise<Decided> => {
      const said = JSON.stringify(decision);
      if (open.current?.said !== said) open.current = { said, key: newKey() };
      const headers = { 'Idempotency-Key': open.current.key };
      const params = { path: { id: vendorId, tracking_id: trackingId } };
      return dataOf(sent(decision, { params, headers }));
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
