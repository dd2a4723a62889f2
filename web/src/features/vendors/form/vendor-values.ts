import type { Vendor } from '../../../lib/api/types.ts';
import type { Severity } from '../../../lib/vocabulary.ts';

/** What the form holds; empty text stands for "not given". */
export interface VendorValues {
  name: string;
  legal_name: string;
  website: string;
  criticality: Severity;
  owner_id: string | null;
  aliases: string[];
  domains: string[];
  products: { name: string; version: string; cpe: string }[];
  contacts: { name: string; email: string; role: string }[];
}

/** The values of a vendor, or of none yet. */
export function valuesOf(vendor?: Vendor): VendorValues {
  return {
    name: vendor?.name ?? '',
    legal_name: vendor?.legal_name ?? '',
    website: vendor?.website ?? '',
    criticality: vendor?.criticality ?? 'medium',
    owner_id: vendor?.owner_id ?? null,
    aliases: vendor?.aliases ?? [],
    domains: vendor?.domains ?? [],
    products: (vendor?.products ?? []).map(({ name, version, cpe }) => ({
      name,
      version: version ?? '',
      cpe: cpe ?? '',
    })),
    contacts: (vendor?.contacts ?? []).map(({ name, email, role }) => ({ name, email, role: role ?? '' })),
  };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The body that the API takes. */
export function bodyOf(values: VendorValues) {
  return {
    ...values,
    name: values.name.trim(),
    legal_name: orNull(values.legal_name),
    website: orNull(values.website),
    products: values.products.map(({ name, version, cpe }) => ({
      name,
      version: orNull(version),
      cpe: orNull(cpe),
    })),
    contacts: values.contacts.map(({ name, email, role }) => ({ name, email, role: orNull(role) })),
  };
}
