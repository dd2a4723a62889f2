import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SessionCreate } from '../../lib/api/types.ts';
import { api, dataOf } from '../../lib/api/client.ts';
import { SESSION_KEY } from '../../lib/permissions.ts';
import { ApiError } from '../../lib/api/problem.ts';

/** Who is signed in; null when nobody is. */
export function useSession() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: async () => {
      try {
        return await dataOf(api.GET('/session'));
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
    mutationFn: (body: SessionCreate) => dataOf(api.POST('/session', { body })),
    // The cookie is what counts: ask again who that makes us.
    onSuccess: () => client.invalidateQueries({ queryKey: SESSION_KEY }),
  });
}

/** Ends the session and forgets everything that was loaded. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => dataOf(api.DELETE('/session')),
    onSettled: () => {
      client.clear();
      client.setQueryData(SESSION_KEY, null);
    },
  });
}
