import { parse } from 'tldts';

/** The registrable domain (`example.co.uk`) of a domain or a pasted address, or null when there is none. */
export function registrableDomain(written: string): string | null {
  const { domain, isIp } = parse(written.trim().toLowerCase(), { allowPrivateDomains: false });
  return isIp ? null : domain;
}
