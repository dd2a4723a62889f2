import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CustomFeedCreate, CustomFeedPatch } from '../../lib/api/types.ts';
import { api, dataOf } from '../../lib/api/client.ts';
import { usePages } from '../../lib/api/pages.ts';

const PATH = '/custom-feeds';

/** The tenant's custom feeds; one that was just added is read soon, so they are asked for often. */
export const useCustomFeeds = () => usePages('/custom-feeds', { limit: 100 }, { refetchInterval: 10_000 });

/** One feed, as it is when its form opens. */
export function useCustomFeed(id: string) {
  return useQuery({
    queryKey: [PATH, id],
    queryFn: ({ signal }) => dataOf(api.GET('/custom-feeds/{id}', { params: { path: { id } }, signal })),
    // Read again while it is being edited, it would take the edits away.
    refetchOnWindowFocus: false,
  });
}

/** Why entries of a feed were set aside. */
export const useRejects = (id: string) => usePages('/custom-feeds/{id}/rejects', {}, { of: { id } });

/** Adds a feed, or changes the one of the id. */
export function useSaveFeed(id: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: CustomFeedCreate) => {
      if (id === null) return dataOf(api.POST('/custom-feeds', { body }));
      return dataOf(api.PATCH('/custom-feeds/{id}', { params: { path: { id } }, body: changeOf(body) }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: [PATH] }),
  });
}

/** A feed never changes what it speaks. */
function changeOf(body: CustomFeedCreate): CustomFeedPatch {
  const { kind: _kind, ...change } = body;
  return change;
}

/** What the feed would give; nothing is kept. */
export function usePreview(id: string | null) {
  return useMutation({
    mutationFn: async (body: CustomFeedCreate) => {
      if (id === null) return dataOf(api.POST('/custom-feeds/preview', { body }));
      const params = { path: { id } };
      return dataOf(api.POST('/custom-feeds/{id}/preview', { params, body: changeOf(body) }));
    },
  });
}

/** Switches a feed on or off. */
export function useSwitchFeed() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, enabled }: { id: string; enabled: boolean }) =>
      dataOf(api.PATCH('/custom-feeds/{id}', { params: { path: { id } }, body: { enabled } })),
    onSuccess: () => client.invalidateQueries({ queryKey: [PATH] }),
  });
}

/** Ends a feed; what it brought stays. */
export function useDeleteFeed() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => dataOf(api.DELETE('/custom-feeds/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: [PATH] }),
  });
}
