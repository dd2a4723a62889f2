import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MatchRulePatch } from '../../lib/api/types.ts';
import { api, dataOf } from '../../lib/api/client.ts';
import { usePages, type QueryOf } from '../../lib/api/pages.ts';

const PATH = '/security-monitoring/match-rules';

/** The rules that false positives made, the latest first. */
export const useMatchRules = (query: QueryOf<'/security-monitoring/match-rules'>) =>
  usePages('/security-monitoring/match-rules', query, { refetchInterval: 60_000 });

/** Sets until when a rule counts. */
export function useSetExpiry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, ...body }: MatchRulePatch & { id: string }) =>
      dataOf(api.PATCH('/security-monitoring/match-rules/{id}', { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: [PATH] }),
  });
}

/** Undoes a rule; trackings and incidents follow within moments. */
export function useUndoRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      dataOf(api.DELETE('/security-monitoring/match-rules/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: [PATH] }),
  });
}
