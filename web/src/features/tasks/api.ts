import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ActionItemPatch } from '../../lib/api/types.ts';
import { api, dataOf } from '../../lib/api/client.ts';
import { usePages, type QueryOf } from '../../lib/api/pages.ts';

/** Tasks by filters. */
export const useTasks = (query: QueryOf<'/action-items'>) =>
  usePages('/action-items', query, { refetchInterval: 60_000 });

/** Takes a task, hands it on, or ends a step of a process. */
export function usePatchTask() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: ActionItemPatch & { id: string }) =>
      dataOf(api.PATCH('/action-items/{id}', { params: { path: { id } }, body })),
    onSettled: () => client.invalidateQueries(),
  });
}
