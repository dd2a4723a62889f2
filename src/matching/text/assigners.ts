import { registrableDomain } from '../../domain/text/registrable-domain.ts';
import { ASSIGNERS } from './assigners-learned.ts';
import { siteLabel } from './vendor-identifiers.ts';

/** What is known of whoever assigns CVE ids under a short name or a mail address. */
export interface AssignerRecord {
  /** Share, 0..1, of the records with a named vendor that name the vendor which most of them name. */
  share: number;
  /** True where that vendor is called like the assigner. */
  isOwn: boolean;
  /** Of a short name, the domain of the mail address that others give of the same assigner. */
  domain?: string;
}

/** An assigner of an incident as the matcher reads it. */
export interface Assigner {
  /** As the source writes it. */
  shown: string;
  /** Its registrable domain, where its mail address is known. */
  domain: string | null;
  /** How far it speaks for itself, 0..1. */
  trust: number;
  /** True for one that is known to assign for its own products. */
  isOwn: boolean;
}

/** Of an assigner that is not known: hardly anybody assigns for others under a vendor's domain. */
const TRUST_IN_UNKNOWN = 0.8;
/** Below such a share the records are those of many vendors: who assigned says nothing. */
const LEAST_SHARE = 0.4;

/** An assigner's short name or mail address as they are compared. */
export const assignerKey = (written: string): string => written.trim().toLowerCase();

const isMail = (written: string): boolean => /^[^@\s]+@[^@\s]+$/.test(written.trim());

/** What an assigner is called: its short name, or the name in the domain of its mail address. */
export const assignerName = (written: string): string =>
  isMail(written) ? siteLabel(written.slice(written.lastIndexOf('@') + 1)) : written.trim();

/** Of a mail address, its registrable domain; null for a short name. */
export const assignerDomain = (written: string): string | null =>
  isMail(written) ? registrableDomain(written.slice(written.lastIndexOf('@') + 1).trim()) : null;

/** True for an assigner's id, which says nothing to anybody. */
export const isId = (written: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(written.trim());

function trustIn(record: AssignerRecord | undefined): number {
  if (record === undefined) return TRUST_IN_UNKNOWN;
  return record.share < LEAST_SHARE ? 0 : record.share ** 2;
}

/** The assigners of an incident, and how far each says whose product it is. Ids without a name are left out. */
export function assignersOf(assigners: readonly string[] = []): Assigner[] {
  const unique = [...new Set(assigners.map(assignerKey))].filter((each) => each !== '' && !isId(each)).sort();
  return unique.map((shown) => {
    const ofMail = assignerDomain(shown);
    const record = ASSIGNERS.get(shown) ?? ASSIGNERS.get(ofMail ?? '');
    return {
      shown,
      domain: ofMail ?? record?.domain ?? null,
      trust: trustIn(record),
      isOwn: record?.isOwn ?? false,
    };
  });
}
