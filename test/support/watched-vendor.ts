/** A tenant with one vendor and one incident that concerns it, as a scan of the running product finds it. */
import type { Tracking, Vendor } from '../../web/src/lib/api/types.ts';
import { recordsFolder } from './records.ts';
import { startProduct, type RunningProduct } from './running-product.ts';

export interface WatchedVendor {
  product: RunningProduct;
  vendorId: string;
  trackingId: string;
  incidentId: string;
  /** The tracking's address in the web UI. */
  path: string;
}

export const VENDOR = 'Gridmason Systems GmbH';
export const CVE = 'CVE-2026-10001';
/** The feed's text carries markup, which no page may take for its own. */
const DESCRIPTION =
  'Improper authentication in Gridmason Ledgerline lets a remote attacker read ledgers. <img src=x onerror="document.title=1">';

/** Starts the product and waits until the response to the match waits for a reviewer. */
export async function startWithTracking(): Promise<WatchedVendor> {
  const affected = [{ vendor: 'Gridmason', product: 'Ledgerline' }];
  const dir = recordsFolder([{ id: CVE, description: DESCRIPTION, affected, score: 8.1 }]);
  const product = await startProduct({ records: { dir, mode: 'as-is' } });
  const { admin } = product.first.keys;
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
