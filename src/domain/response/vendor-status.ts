import type { TrackingStatus } from '../vocabulary.ts';

/** What a vendor's own status can be: a resolved tracking is no status of a vendor. */
export type VendorStatus = Exclude<TrackingStatus, 'resolved'>;

/** Best first: the position is the rank. */
export const VENDOR_STATUSES = ['clean', 'monitoring', 'at_risk', 'breached'] as const;

/** The worst of a vendor's open trackings; `clean` when none is open. */
export function vendorStatus(trackings: readonly TrackingStatus[]): VendorStatus {
  return trackings.reduce<VendorStatus>(
    (worst, status) => (status === 'resolved' ? worst : worseStatus(worst, status)),
    'clean',
  );
}

/** The graver of two statuses. */
export function worseStatus(a: VendorStatus, b: VendorStatus): VendorStatus {
  return VENDOR_STATUSES.indexOf(a) >= VENDOR_STATUSES.indexOf(b) ? a : b;
}
