import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Alert, Message } from '../../../../api/types.ts';
import { send, type Query } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';

/** The reader's own messages. */
export const useMessages = (query: Query) => usePages<Message>('/messages', { mine: true, ...query }, 60_000);

/** Alerts by filters, with the state of each delivery. */
export const useAlerts = (query: Query) => usePages<Alert>('/security-alerts', query, 60_000);

/** Marks a message as read. */
export function useReadMessage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send<Message>('POST', `/messages/${id}/read`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/messages'] }),
  });
}

/** Says that somebody has taken note of an alert. */
export function useAcknowledge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send<Alert>('POST', `/security-alerts/${id}/acknowledge`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/security-alerts'] }),
  });
}
