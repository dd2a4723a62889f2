import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { VendorCheckRequest, VendorCreate, VendorPatch } from '../../lib/api/types.ts';
import { api, dataOf } from '../../lib/api/client.ts';
import { usePages, type QueryOf } from '../../lib/api/pages.ts';

/** The register by filters. */
export const useVendors = (query: QueryOf<'/vendors'>) => usePages('/vendors', query);

/** One vendor. */
export function useVendor(id: string) {
  return useQuery({
    queryKey: ['/vendors', id],
    queryFn: ({ signal }) => dataOf(api.GET('/vendors/{id}', { params: { path: { id } }, signal })),
  });
}

/** What concerns one vendor. */
export const useVendorTrackings = (id: string) =>
  usePages('/vendors/{id}/security', { sort: '-created_at' }, { of: { id } });

/** Which incidents of the last 30 days nearly concerned one vendor. */
export const useVendorNearMisses = (id: string) =>
  usePages('/vendors/{id}/near-misses', { days: 30, incidents: 1000 }, { of: { id } });

/** How well one vendor is recognised. */
export function useVendorCoverage(id: string) {
  return useQuery({
    queryKey: ['/vendors', id, 'coverage'],
    queryFn: ({ signal }) => dataOf(api.GET('/vendors/{id}/coverage', { params: { path: { id } }, signal })),
  });
}

/** People who may own a vendor. */
export function useOwners() {
  return useQuery({
    queryKey: ['/users', 'owners'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/users', { params: { query: { is_active: true, limit: 200 } }, signal })),
    staleTime: 5 * 60_000,
  });
}

/** Adds a vendor. */
export function useCreateVendor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: VendorCreate) => dataOf(api.POST('/vendors', { body })),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Changes a vendor. */
export function useUpdateVendor(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: VendorPatch) =>
      dataOf(api.PATCH('/vendors/{id}', { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Asks which known breaches concern a company. */
export function useCheckVendor() {
  return useMutation({
    mutationFn: async (body: VendorCheckRequest) =>
      dataOf(api.POST('/security-monitoring/check-vendor', { body })),
  });
}

/** Takes over a CSV file, or says what it would do. */
export function useImportVendors() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ csv, preview }: { csv: string; preview: boolean }) =>
      dataOf(
        api.POST('/vendors/import', {
          params: { query: { preview } },
          body: csv,
          bodySerializer: (text) => text,
          headers: { 'Content-Type': 'text/csv' },
        }),
      ),
    onSuccess: (result) => (result.preview ? undefined : client.invalidateQueries()),
  });
}
