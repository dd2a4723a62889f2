import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Assessment,
  Matching,
  MonitoringConfig,
  MonitoringConfigPut,
  Team,
  User,
  WorkflowConfiguration,
} from '../../../../api/types.ts';
import { get, send, type Query } from '../../lib/http.ts';

const KEY = ['/security-monitoring/config'];

/** The whole configuration. */
export function useConfig() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<MonitoringConfig>('/security-monitoring/config', undefined, signal),
    // Read while it is being edited, it would take the edits away.
    refetchOnWindowFocus: false,
  });
}

/** Replaces the configuration; the schedules follow. */
export function useSaveConfig() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: MonitoringConfigPut) =>
      (await send<MonitoringConfig>('PUT', '/security-monitoring/config', { body })).data,
    onSuccess: (config) => client.setQueryData(KEY, config),
  });
}

/** Which matcher is at work. */
export function useMatching() {
  return useQuery({
    queryKey: ['/security-monitoring/matching'],
    queryFn: ({ signal }) => get<Matching>('/security-monitoring/matching', undefined, signal),
  });
}

function useChoices<T>(path: string, query: Query) {
  return useQuery({
    queryKey: [path, 'choices'],
    queryFn: ({ signal }) => get<T[]>(path, { limit: 200, ...query }, signal),
    staleTime: 60_000,
  });
}

/** What a response can start and whom it can tell. */
export const useAssessments = () => useChoices<Assessment>('/assessments', { is_active: true });
export const useProcesses = () =>
  useChoices<WorkflowConfiguration>('/workflow-configurations', { status: 'active' });
export const useUsers = () => useChoices<User>('/users', { is_active: true });
export const useTeams = () => useChoices<Team>('/teams', {});
