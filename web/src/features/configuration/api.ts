import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MonitoringConfigPut } from '../../lib/api/types.ts';
import { api, dataOf } from '../../lib/api/client.ts';

const KEY = ['/security-monitoring/config'];

/** The whole configuration. */
export function useConfig() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => dataOf(api.GET('/security-monitoring/config', { signal })),
    // Read while it is being edited, it would take the edits away.
    refetchOnWindowFocus: false,
  });
}

/** Replaces the configuration; the schedules follow. */
export function useSaveConfig() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: MonitoringConfigPut) => dataOf(api.PUT('/security-monitoring/config', { body })),
    onSuccess: (config) => client.setQueryData(KEY, config),
  });
}

/** Which matcher is at work. */
export function useMatching() {
  return useQuery({
    queryKey: ['/security-monitoring/matching'],
    queryFn: ({ signal }) => dataOf(api.GET('/security-monitoring/matching', { signal })),
  });
}

function useChoices<T>(path: string, read: (signal: AbortSignal) => Promise<T[]>) {
  return useQuery({
    queryKey: [path, 'choices'],
    queryFn: ({ signal }) => read(signal),
    staleTime: 60_000,
  });
}

const ALL = 200;

/** What a response can start and whom it can tell. */
export const useAssessments = () =>
  useChoices('/assessments', (signal) =>
    dataOf(api.GET('/assessments', { params: { query: { is_active: true, limit: ALL } }, signal })),
  );
export const useProcesses = () =>
  useChoices('/workflow-configurations', (signal) =>
    dataOf(
      api.GET('/workflow-configurations', { params: { query: { status: 'active', limit: ALL } }, signal }),
    ),
  );
export const useUsers = () =>
  useChoices('/users', (signal) =>
    dataOf(api.GET('/users', { params: { query: { is_active: true, limit: ALL } }, signal })),
  );
export const useTeams = () =>
  useChoices('/teams', (signal) => dataOf(api.GET('/teams', { params: { query: { limit: ALL } }, signal })));
