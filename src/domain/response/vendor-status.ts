import type { TrackingStatus } from '../vocabulary.ts';

/** What a vendor's own status can be: a resolved tracking is no status of a vendor. */
export type VendorStatus = Exclude<TrackingStatus, 'resolved'>;

/** Best first: the position is the rank. A vendor has the worst of its open trackings, else the first. */
export const VENDOR_STATUSES = ['clean', 'monitoring', 'at_risk', 'breached'] as const;

/** The graver of two statuses. */
export function worseStatus(a: VendorStatus, b: VendorStatus): VendorStatus {
  return VENDOR_STATUSES.indexOf(a) >= VENDOR_STATUSES.indexOf(b) ? a : b;
}
