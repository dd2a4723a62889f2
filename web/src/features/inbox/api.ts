import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../../lib/api/client.ts';
import { usePages, type QueryOf } from '../../lib/api/pages.ts';

/** The reader's own messages. */
export const useMessages = (query: QueryOf<'/messages'>) =>
  usePages('/messages', { mine: true, ...query }, { refetchInterval: 60_000 });

/** Alerts by filters, with the state of each delivery. */
export const useAlerts = (query: QueryOf<'/security-alerts'>) =>
  usePages('/security-alerts', query, { refetchInterval: 60_000 });

/** Marks a message as read. */
export function useReadMessage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => dataOf(api.POST('/messages/{id}/read', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/messages'] }),
  });
}

/** Says that somebody has taken note of an alert. */
export function useAcknowledge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      dataOf(api.POST('/security-alerts/{id}/acknowledge', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/security-alerts'] }),
  });
}
