import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CustomFeed,
  CustomFeedCreate,
  CustomFeedPatch,
  CustomFeedPreviewAnswer,
  CustomFeedReject,
} from '../../../../api/types.ts';
import { get, send } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';

const PATH = '/custom-feeds';

/** The company's own feeds; one that was just added is read soon, so they are asked for often. */
export const useCustomFeeds = () => usePages<CustomFeed>(PATH, { limit: 100 }, 10_000);

/** One feed, as it is when its form opens. */
export function useCustomFeed(id: string) {
  return useQuery({
    queryKey: [PATH, id],
    queryFn: ({ signal }) => get<CustomFeed>(`${PATH}/${id}`, undefined, signal),
    // Read again while it is being edited, it would take the edits away.
    refetchOnWindowFocus: false,
  });
}

/** Why entries of a feed were set aside. */
export const useRejects = (id: string) => usePages<CustomFeedReject>(`${PATH}/${id}/rejects`, {});

/** Adds a feed, or changes the one of the id. */
export function useSaveFeed(id: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: CustomFeedCreate) => {
      if (id === null) return (await send<CustomFeed>('POST', PATH, { body })).data;
      return (await send<CustomFeed>('PATCH', `${PATH}/${id}`, { body: changeOf(body) })).data;
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
      const path = id === null ? `${PATH}/preview` : `${PATH}/${id}/preview`;
      const given = id === null ? body : changeOf(body);
      return (await send<CustomFeedPreviewAnswer>('POST', path, { body: given })).data;
    },
  });
}

/** Switches a feed on or off. */
export function useSwitchFeed() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, enabled }: { id: string; enabled: boolean }) =>
      (await send<CustomFeed>('PATCH', `${PATH}/${id}`, { body: { enabled } })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: [PATH] }),
  });
}

/** Ends a feed; what it brought stays. */
export function useDeleteFeed() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send('DELETE', `${PATH}/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: [PATH] }),
  });
}
