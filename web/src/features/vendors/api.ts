import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  NearMiss,
  Tracking,
  User,
  Vendor,
  VendorCheck,
  VendorCheckRequest,
  VendorCoverage,
  VendorCreate,
  VendorImportResult,
  VendorPatch,
} from '../../../../api/types.ts';
import { get, send, type Query } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';

/** The register by filters. */
export const useVendors = (query: Query) => usePages<Vendor>('/vendors', query);

/** One vendor. */
export function useVendor(id: string) {
  return useQuery({
    queryKey: ['/vendors', id],
    queryFn: ({ signal }) => get<Vendor>(`/vendors/${id}`, undefined, signal),
  });
}

/** What concerns one vendor. */
export const useVendorTrackings = (id: string) =>
  usePages<Tracking>(`/vendors/${id}/security`, { sort: '-created_at' });

/** Which incidents of the last 30 days nearly concerned one vendor. */
export const useVendorNearMisses = (id: string) =>
  usePages<NearMiss>(`/vendors/${id}/near-misses`, { days: 30, incidents: 1000 });

/** How well one vendor is recognised. */
export function useVendorCoverage(id: string) {
  return useQuery({
    queryKey: ['/vendors', id, 'coverage'],
    queryFn: ({ signal }) => get<VendorCoverage>(`/vendors/${id}/coverage`, undefined, signal),
  });
}

/** People who may own a vendor. */
export function useOwners() {
  return useQuery({
    queryKey: ['/users', 'owners'],
    queryFn: ({ signal }) => get<User[]>('/users', { is_active: true, limit: 200 }, signal),
    staleTime: 5 * 60_000,
  });
}

/** Adds a vendor. */
export function useCreateVendor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: VendorCreate) => (await send<Vendor>('POST', '/vendors', { body })).data,
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Changes a vendor. */
export function useUpdateVendor(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: VendorPatch) => (await send<Vendor>('PATCH', `/vendors/${id}`, { body })).data,
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Asks which known breaches concern a company. */
export function useCheckVendor() {
  return useMutation({
    mutationFn: async (body: VendorCheckRequest) =>
      (await send<VendorCheck>('POST', '/security-monitoring/check-vendor', { body })).data,
  });
}

/** Takes over a CSV file, or says what it would do. */
export function useImportVendors() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ csv, preview }: { csv: string; preview: boolean }) =>
      (
        await send<VendorImportResult>('POST', '/vendors/import', {
          query: { preview },
          text: { type: 'text/csv', content: csv },
        })
      ).data,
    onSuccess: (result) => (result.preview ? undefined : client.invalidateQueries()),
  });
}
