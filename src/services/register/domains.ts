import { parse } from 'tldts';

/** The registrable domain (`example.co.uk`) of a domain or a pasted address, or null when there is none. */
export function registrableDomain(given: string): string | null {
  const { domain, isIp } = parse(given.trim().toLowerCase(), { allowPrivateDomains: false });
  return isIp ? null : domain;
}
