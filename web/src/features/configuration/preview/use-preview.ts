import { useQuery } from '@tanstack/react-query';
import type { ConfigPreviewRequest } from '../../../lib/api/types.ts';
import { api, dataOf } from '../../../lib/api/client.ts';
import { ApiError } from '../../../lib/api/problem.ts';

/** The preview before may not have noticed yet that nobody waits for it any more. */
const isBusy = (error: Error): boolean => error instanceof ApiError && error.status === 409;

/** What a configuration would match; asked for while it is shown, and given up when it no longer is. */
export function usePreview(request: ConfigPreviewRequest, opened: boolean) {
  return useQuery({
    queryKey: ['/security-monitoring/config/preview', request],
    queryFn: async ({ signal }) =>
      dataOf(api.POST('/security-monitoring/config/preview', { body: request, signal })),
    enabled: opened,
    retry: (failures, error) => isBusy(error) && failures < 5,
    retryDelay: 1000,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}
