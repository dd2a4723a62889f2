import { z } from 'zod';
import { CRITICALITIES, type Criticality } from '../../domain/vocabulary.ts';
import type { FieldFault } from '../../domain/fault.ts';
import { splitContacts, splitList, splitProducts } from './csv-cells.ts';
import type { VendorInput } from './vendor-input.ts';

type Given = Record<string, unknown>;
type Product = NonNullable<VendorInput['products']>[number];
type Contact = NonNullable<VendorInput['contacts']>[number];

/** A vendor of a register; what it does not speak of is left out, what it says is empty is empty. */
export type RegisteredVendor = VendorInput & { name: string };

/** One row of a register, as a person or another system wrote it, with all that is wrong with it. */
export function readRecord(record: unknown): { vendor: RegisteredVendor; wrong: FieldFault[] } {
  const wrong: FieldFault[] = [];
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    return { vendor: { name: '' }, wrong: [{ path: '', message: 'must be an object' }] };
  }
  const given = record as Given;
  const text = (path: string, most: number) => textOf(given[path], path, most, wrong);
  const name = text('name', 500) ?? '';
  if (name === '' && wrong.length === 0) wrong.push({ path: 'name', message: 'must not be empty' });
  const vendor: RegisteredVendor = {
    name,
    external_ref: text('external_ref', 200) ?? text('id', 200) ?? undefined,
    legal_name: text('legal_name', 500),
    website: text('website', 2000),
    criticality: criticalityOf(text('criticality', 20), wrong),
    aliases: textsOf(given['aliases'], 'aliases', 500, wrong),
    domains: textsOf(given['domains'], 'domains', 2000, wrong),
    products: listOf(given['products'], 'products', splitProducts, wrong)?.flatMap((item, index) =>
      productOf(item, `products.${index}`, wrong),
    ),
    contacts: listOf(given['contacts'], 'contacts', splitContacts, wrong)?.flatMap((item, index) =>
      contactOf(item, `contacts.${index}`, wrong),
    ),
  };
  return { vendor, wrong };
}

/** Null where it is there and empty, undefined where it is not there. */
function textOf(given: unknown, path: string, most: number, wrong: FieldFault[]): string | null | undefined {
  if (given === undefined || given === null) return given;
  const value = typeof given === 'number' ? String(given) : given;
  if (typeof value === 'string' && value.trim().length <= most) return value.trim() || null;
  wrong.push({ path, message: `must be text of at most ${most} characters` });
  return undefined;
}

function criticalityOf(given: string | null | undefined, wrong: FieldFault[]): Criticality | undefined {
  const criticality = (given?.toLowerCase() ?? undefined) as Criticality | undefined;
  if (criticality === undefined || CRITICALITIES.includes(criticality)) return criticality;
  wrong.push({ path: 'criticality', message: `must be one of ${CRITICALITIES.join(', ')}` });
  return undefined;
}

/** A list, or a text with a list in it; undefined where the register does not speak of it. */
function listOf(
  given: unknown,
  path: string,
  split: (cell: string) => unknown[],
  wrong: FieldFault[],
): unknown[] | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === 'string') return split(given);
  if (Array.isArray(given)) return given as unknown[];
  wrong.push({ path, message: 'must be a list' });
  return undefined;
}

function textsOf(given: unknown, path: string, most: number, wrong: FieldFault[]): string[] | undefined {
  if (given === undefined || given === null) return undefined;
  const texts = typeof given === 'string' ? splitList(given) : given;
  if (Array.isArray(texts) && texts.every((item) => typeof item === 'string')) {
    return texts.flatMap((item, index) => textOf(item, `${path}.${index}`, most, wrong) ?? []);
  }
  wrong.push({ path, message: 'must be a list of texts' });
  return undefined;
}

function productOf(given: unknown, path: string, wrong: FieldFault[]): Product[] {
  if (given === '') return [];
  const product = typeof given === 'string' ? { name: given } : objectOf(given);
  const name = textOf(product['name'], `${path}.name`, 500, wrong);
  const version = textOf(product['version'], `${path}.version`, 200, wrong) ?? null;
  const cpe = textOf(product['cpe'], `${path}.cpe`, 500, wrong) ?? null;
  if (name) return [{ name, version, cpe }];
  if (name === null) wrong.push({ path, message: 'must be a name or {name, version?, cpe?}' });
  return [];
}

const Email = z.email();

function contactOf(given: unknown, path: string, wrong: FieldFault[]): Contact[] {
  const contact = objectOf(given);
  const name = textOf(contact['name'], `${path}.name`, 200, wrong);
  const email = textOf(contact['email'], `${path}.email`, 320, wrong);
  const role = textOf(contact['role'], `${path}.role`, 200, wrong) ?? null;
  if (name === null) wrong.push({ path: `${path}.name`, message: 'must not be empty' });
  if (email !== undefined && !Email.safeParse(email).success) {
    wrong.push({ path: `${path}.email`, message: 'must be an e-mail address' });
  }
  return name && email ? [{ name, email, role }] : [];
}

/** What is no object says nothing, and so lacks what it must say. */
const objectOf = (given: unknown): Given => ({
  name: null,
  email: null,
  ...(typeof given === 'object' && given !== null ? given : {}),
});
