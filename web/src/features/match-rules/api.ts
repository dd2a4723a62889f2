import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MatchRule, MatchRulePatch } from '../../../../api/types.ts';
import { send, type Query } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';

const PATH = '/security-monitoring/match-rules';

/** The rules that false positives made, the latest first. */
export const useMatchRules = (query: Query) => usePages<MatchRule>(PATH, query, 60_000);

/** Sets until when a rule counts. */
export function useSetExpiry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, ...body }: MatchRulePatch & { id: string }) =>
      (await send<MatchRule>('PATCH', `${PATH}/${id}`, { body })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: [PATH] }),
  });
}

/** Undoes a rule; trackings and incidents follow within moments. */
export function useUndoRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send('DELETE', `${PATH}/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: [PATH] }),
  });
}
