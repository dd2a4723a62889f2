import { registrableDomain } from '../../domain/text/registrable-domain.ts';
import type { AffectedProduct, MatchableIncident } from '../../domain/incidents/incident.ts';
import { SITES } from './sites-learned.ts';
import { NAME_SPACES, PUBLISHERS } from './words.ts';

const pathOf = (address: string): string[] => {
  const url = URL.parse(address);
  return url === null ? [] : url.pathname.split('/').filter(Boolean);
};

const hostOf = (address: string): string => URL.parse(address)?.hostname ?? '';

/** `@angular` of `pkg:npm/%40angular/core@1.0`, the part between type and name; nothing where there is none. */
function purlNamespace(purl: string): string[] {
  const path = purl.slice('pkg:'.length).split(/[?#]/)[0] ?? '';
  const [type = '', ...rest] = path.split('/').filter(Boolean);
  if (!NAME_SPACES.has(type.toLowerCase()) || rest.length < 2) return [];
  const owner = decode(rest[0] ?? '').replace(/^@/, '');
  // A Maven group is a reversed domain: its second part names the owner.
  return type.toLowerCase() === 'maven' ? owner.split('.').slice(1, 2) : [owner];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const FORGES = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org']);

/** Who owns an affected package, as its package URL or its repository at a forge says; at most one name. */
export function packageOwner({ package: address }: AffectedProduct): string[] {
  if (address === undefined) return [];
  if (address.startsWith('pkg:')) return purlNamespace(address);
  return FORGES.has(hostOf(address)) ? pathOf(address).slice(0, 1) : [];
}

/**
 * Registrable domains of the sites that references and packages lead to, sorted, each once. Sites that publish for
 * others (forges, advisories, mailing lists) are left out: they say nothing of whose product it is.
 */
export function referenceDomainsOf({ references = [], affectedProducts }: MatchableIncident): string[] {
  const addresses = [...references, ...affectedProducts.flatMap((product) => product.package ?? [])];
  const domains = addresses
    .filter((address) => !address.startsWith('pkg:'))
    .map((address) => registrableDomain(hostOf(address)))
    .filter((domain) => domain !== null && !PUBLISHERS.has(domain));
  return [...new Set(domains as string[])].sort();
}

/** How far a reference to a site says whose product it is, 0..1: less where the site publishes of others' too. */
export const trustInSite = (domain: string): number => (SITES.get(domain) ?? 1) ** 2;
