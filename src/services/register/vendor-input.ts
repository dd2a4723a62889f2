import type { Criticality } from '../../domain/vocabulary.ts';
import type { FieldFault } from '../../domain/fault.ts';
import { wrongTexts } from '../../domain/json/wrong-texts.ts';
import { registrableDomain } from '../../domain/text/registrable-domain.ts';

/** What can be said of a vendor; a key left out is not touched (or takes its default in a new one). */
export interface VendorInput {
  name?: string | undefined;
  legal_name?: string | null | undefined;
  website?: string | null | undefined;
  criticality?: Criticality | undefined;
  owner_id?: string | null | undefined;
  external_ref?: string | null | undefined;
  status?: 'active' | 'archived' | undefined;
  aliases?: string[] | undefined;
  /** Domains or pasted addresses; kept as registrable domains. */
  domains?: string[] | undefined;
  products?: { name: string; version: string | null; cpe: string | null }[] | undefined;
  contacts?: { name: string; email: string; role?: string | null | undefined }[] | undefined;
}

/**
 * Without blanks, duplicates (whatever the case) and pasted addresses; says which domains are none, and which texts
 * cannot be kept.
 */
export function tidyVendor<T extends VendorInput>(input: T): { vendor: T; faults: FieldFault[] } {
  const faults = wrongTexts(input, READABLE);
  const vendor = { ...input };
  if (input.aliases)
    vendor.aliases = distinct(
      input.aliases.map((alias) => alias.trim()),
      lower,
    );
  if (input.domains) {
    const domains = input.domains.map((given, index) => {
      const domain = registrableDomain(given);
      if (domain === null) faults.push({ path: `domains.${index}`, message: 'must be a domain' });
      return domain;
    });
    vendor.domains = distinct(
      domains.filter((domain) => domain !== null),
      lower,
    );
  }
  if (input.products) {
    vendor.products = distinct(input.products, ({ name, version, cpe }) =>
      lower(JSON.stringify([name, version, cpe])),
    );
  }
  return { vendor, faults };
}

// Line ends and tabs are text; U+FFFD is what is left of a character in an encoding other than UTF-8.
const NO_TEXT = /(?![\t\n\r])\p{Cc}|\uFFFD/u;

const READABLE = {
  isRight: (text: string) => text.isWellFormed() && !NO_TEXT.test(text),
  message: 'must be UTF-8 text without control characters',
  most: 20,
};

const lower = (value: string): string => value.toLowerCase();

function distinct<T>(values: T[], keyOf: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}
