import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Me, SessionCreate } from '../../../../api/types.ts';
import { get, send } from '../../lib/http.ts';
import { SESSION_KEY } from '../../lib/permissions.ts';
import { ApiError } from '../../lib/problem.ts';

/** Who is signed in; null when nobody is. */
export function useSession() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: async () => {
      try {
        return await get<Me>('/session');
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}

/** Exchanges an API key for a session cookie. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SessionCreate) => send<Me>('POST', '/session', { body }),
    // The cookie is what counts: ask again who that makes us.
    onSuccess: () => client.invalidateQueries({ queryKey: SESSION_KEY }),
  });
}

/** Ends the session and forgets everything that was loaded. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send('DELETE', '/session'),
    onSettled: () => {
      client.clear();
      client.setQueryData(SESSION_KEY, null);
    },
  });
}
