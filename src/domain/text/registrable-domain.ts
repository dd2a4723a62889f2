import { getDomain } from 'tldts';

/** The registrable domain (`example.co.uk`) of a domain or a pasted address, or null when there is none. */
export const registrableDomain = (written: string): string | null => getDomain(written.trim().toLowerCase());
