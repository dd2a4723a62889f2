import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ActionItem, ActionItemPatch } from '../../../../api/types.ts';
import { send, type Query } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';

/** Tasks by filters. */
export const useTasks = (query: Query) => usePages<ActionItem>('/action-items', query, 60_000);

/** Takes a task, hands it on, or ends a step of a process. */
export function usePatchTask() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: ActionItemPatch & { id: string }) =>
      send<ActionItem>('PATCH', `/action-items/${id}`, { body }),
    onSettled: () => client.invalidateQueries(),
  });
}
