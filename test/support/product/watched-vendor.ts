/** A tenant with one vendor and one incident that concerns it, as a scan of the running product finds it. */
import type { Tracking, Vendor } from '../../../web/src/lib/api/types.ts';
import { productOfTenant, VENDOR, type ProductOfTenant } from './shared-product.ts';

export interface WatchedVendor {
  product: ProductOfTenant;
  vendorId: string;
  trackingId: string;
  incidentId: string;
  /** The tracking's address in the web UI. */
  path: string;
}

/** Makes the tenant in the shared product and waits until the response to the match waits for a reviewer. */
export async function startWithTracking(): Promise<WatchedVendor> {
  const product = await productOfTenant();
  const { admin } = product.tenant.keys;
  const vendor = await product.call(admin, 'POST', '/vendors', {
    name: VENDOR,
    aliases: ['Gridmason'],
    products: ['Ledgerline'],
  });
  const vendorId = (vendor.body as Vendor).id;
  await product.call(admin, 'POST', '/security-monitoring/scan?scan_type=cve&days_back=30');
  const tracking = await product.until('the response to wait for a reviewer', async () => {
    const { body } = (await product.call(admin, 'GET', `/vendors/${vendorId}/security`)) as {
      body: Tracking[];
    };
    return body.find(({ phase }) => phase === 'awaiting_qualification');
  });
  const trackingId = tracking.id;
  return {
    product,
    vendorId,
    trackingId,
    incidentId: tracking.incident_id,
    path: `/vendors/${vendorId}/security/${trackingId}`,
  };
}
