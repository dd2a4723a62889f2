import { parse } from 'csv-parse/sync';
import { CRITICALITIES, type Criticality } from '../../domain/vocabulary.ts';
import { Fault, type FieldFault } from '../fault.ts';
import type { VendorInput } from './vendor-input.ts';

/** A vendor of a register; `row` counts from 1, without a CSV file's head. */
export interface RegisterRow {
  row: number;
  vendor: VendorInput & { name: string };
}

/** A row that cannot be taken, with what is wrong with it. */
export interface RegisterFault extends FieldFault {
  row: number;
}

const MOST_ROWS = 50_000;
const LIST_SEPARATOR = /[;|\n]/;

/**
 * A register as JSON (`[{id?, name, aliases[], domains[], products[]}]`) or as CSV with those columns, lists in a
 * cell separated by `;` or `|`. Rows that are wrong are told apart. Throws Fault when it is neither.
 */
export function parseRegister(
  text: string,
  format: 'json' | 'csv',
): { rows: RegisterRow[]; faults: RegisterFault[] } {
  const records = format === 'json' ? jsonRecords(text) : csvRecords(text);
  if (records.length > MOST_ROWS) throw new Fault('invalid', `At most ${MOST_ROWS} vendors at a time.`);
  const rows: RegisterRow[] = [];
  const faults: RegisterFault[] = [];
  records.forEach((record, index) => {
    const row = index + 1;
    const { vendor, wrong } = readRecord(record);
    if (wrong.length === 0) rows.push({ row, vendor });
    else faults.push(...wrong.map((fault) => ({ row, ...fault })));
  });
  return { rows, faults };
}

function jsonRecords(text: string): unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Fault('invalid', 'The register is not valid JSON.');
  }
  if (!Array.isArray(parsed)) throw new Fault('invalid', 'The register must be a JSON array of vendors.');
  return parsed;
}

function csvRecords(text: string): unknown[] {
  const columns = (head: string[]) => head.map((name) => name.trim().toLowerCase().replaceAll(' ', '_'));
  try {
    const records: Record<string, string>[] = parse(text, {
      bom: true,
      columns,
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
    });
    return records;
  } catch (error) {
    const reason = error instanceof Object && 'message' in error ? String(error.message) : '';
    throw new Fault('invalid', `The register is not valid CSV. ${reason}`.trim());
  }
}

/** Spreadsheets of half the world write semicolons. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/\r?\n|$/));
  return [',', ';', '\t'].reduce((best, next) =>
    head.split(next).length > head.split(best).length ? next : best,
  );
}

function readRecord(record: unknown): { vendor: VendorInput & { name: string }; wrong: FieldFault[] } {
  const wrong: FieldFault[] = [];
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    return { vendor: { name: '' }, wrong: [{ path: '', message: 'must be an object' }] };
  }
  const given = record as Record<string, unknown>;
  const vendor: VendorInput & { name: string } = { name: '' };
  const text = (path: string, most: number): string | undefined => {
    const value = typeof given[path] === 'number' ? String(given[path]) : given[path];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'string' && value.trim().length <= most) return value.trim() || undefined;
    wrong.push({ path, message: `must be text of at most ${most} characters` });
    return undefined;
  };
  vendor.name = text('name', 500) ?? '';
  if (vendor.name === '' && wrong.length === 0) wrong.push({ path: 'name', message: 'must not be empty' });
  vendor.external_ref = text('id', 200) ?? text('external_ref', 200);
  vendor.legal_name = text('legal_name', 500);
  vendor.website = text('website', 2000);
  const criticality = text('criticality', 20)?.toLowerCase() as Criticality | undefined;
  if (criticality !== undefined && !CRITICALITIES.includes(criticality)) {
    wrong.push({ path: 'criticality', message: `must be one of ${CRITICALITIES.join(', ')}` });
  } else vendor.criticality = criticality;
  vendor.aliases = texts(given, 'aliases', wrong);
  vendor.domains = texts(given, 'domains', wrong);
  vendor.products = products(given['products'], wrong);
  return { vendor, wrong };
}

/** A list of texts, or one text with separators; undefined where the register does not speak of it. */
function texts(given: Record<string, unknown>, path: string, wrong: FieldFault[]): string[] | undefined {
  const value = given[path];
  if (value === undefined || value === null) return undefined;
  const list = typeof value === 'string' ? value.split(LIST_SEPARATOR) : value;
  if (Array.isArray(list) && list.every((item) => typeof item === 'string' && item.length <= 2000)) {
    return (list as string[]).map((item) => item.trim()).filter((item) => item !== '');
  }
  wrong.push({ path, message: 'must be a list of texts' });
  return undefined;
}

function products(value: unknown, wrong: FieldFault[]): VendorInput['products'] {
  if (value === undefined || value === null) return undefined;
  const list: unknown = typeof value === 'string' ? value.split(LIST_SEPARATOR) : value;
  if (!Array.isArray(list)) {
    wrong.push({ path: 'products', message: 'must be a list' });
    return undefined;
  }
  const items: NonNullable<VendorInput['products']> = [];
  list.forEach((item: unknown, index) => {
    const product = (typeof item === 'string' ? { name: item } : item) as Record<string, unknown> | null;
    const part = (key: string) => (typeof product?.[key] === 'string' ? product[key].trim() : '');
    if (part('name') !== '') {
      items.push({ name: part('name'), version: part('version') || null, cpe: part('cpe') || null });
    } else if (item !== '') {
      wrong.push({ path: `products.${index}`, message: 'must be a name or {name, version?, cpe?}' });
    }
  });
  return items;
}
