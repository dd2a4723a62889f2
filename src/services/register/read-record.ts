/** Reads a row of a register as people and other systems write it: numbers as ids, lists in a cell, empty cells. */
import type { FieldFault } from '../../domain/fault.ts';
import { given } from '../../domain/given.ts';
import { splitContacts, splitList, splitProducts } from './csv-cells.ts';
import { vendorRecord, type RegisteredVendor } from './vendor-record.ts';

type Given = Record<string, unknown>;

/** Of one row: whoever mends these sends it again. */
const MOST_FAULTS = 20;
/** More than any list of a vendor may hold: one with so many entries is refused for its length, without a look at the rest. */
const TOO_MANY = 1_001;

const isObject = (given: unknown): given is Given =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

/** The vendor of a row, or all that is wrong with the row. */
export function readRecord(
  record: unknown,
): { vendor: RegisteredVendor; wrong?: never } | { vendor?: never; wrong: FieldFault[] } {
  if (!isObject(record)) return { wrong: [{ path: '', message: 'must be an object' }] };
  const { success, data, error } = vendorRecord.safeParse(asRecord(record));
  if (success) return { vendor: data };
  return {
    wrong: error.issues.slice(0, MOST_FAULTS).map(({ path, message }) => ({ path: path.join('.'), message })),
  };
}

function asRecord(row: Given): Given {
  const criticality = cell(row['criticality']);
  const record = {
    name: cell(row['name']) ?? '',
    external_ref: cell(row['external_ref']) ?? cell(row['id']) ?? undefined,
    legal_name: cell(row['legal_name']),
    website: cell(row['website']),
    criticality: typeof criticality === 'string' ? criticality.toLowerCase() : (criticality ?? undefined),
    aliases: listIn(row['aliases'], splitList, textIn),
    domains: listIn(row['domains'], splitList, textIn),
    products: listIn(row['products'], splitProducts, productIn),
    contacts: listIn(row['contacts'], splitContacts, contactIn),
  };
  return given(record);
}

/** Null where it is there and empty. */
function cell(given: unknown): unknown {
  const value = typeof given === 'number' ? String(given) : given;
  return typeof value === 'string' ? value.trim() || null : value;
}

/** A list, or a text with a list in it; undefined where the register does not speak of it. Empty entries are none. */
function listIn(
  given: unknown,
  split: (text: string) => unknown[],
  entry: (item: unknown) => unknown,
): unknown {
  if (given === undefined || given === null) return undefined;
  const items = typeof given === 'string' ? split(given) : given;
  if (!Array.isArray(items)) return items;
  const entries: unknown[] = [];
  for (const item of items as unknown[]) {
    const read = entry(item);
    if (read !== null) entries.push(read);
    if (entries.length === TOO_MANY) break;
  }
  return entries;
}

/** Only an id may be a number. */
const textIn = (given: unknown): unknown => (typeof given === 'number' ? given : cell(given));

function productIn(given: unknown): unknown {
  if (!isObject(given)) return cell(given);
  return { name: cell(given['name']), version: cell(given['version']), cpe: cell(given['cpe']) };
}

/** What is no object says nothing, and so lacks what it must say. */
function contactIn(given: unknown): unknown {
  const { name, email, role } = isObject(given) ? given : {};
  return { name: cell(name) ?? '', email: cell(email) ?? '', role: cell(role) };
}
