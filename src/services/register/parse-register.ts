import { parse } from 'csv-parse/sync';
import { Fault, type FieldFault } from '../../domain/fault.ts';
import { unguarded } from './csv-cells.ts';
import { readRecord } from './read-record.ts';
import { UNREADABLE, withoutStrayQuotes } from './stray-quotes.ts';
import type { RegisteredVendor } from './vendor-record.ts';

/** A vendor of a register; `row` counts from 1, without a CSV file's head. */
export interface RegisterRow {
  row: number;
  vendor: RegisteredVendor;
}

/** A row that cannot be taken, with what is wrong with it. */
export interface RegisterFault extends FieldFault {
  row: number;
}

/** How a register is written. */
export type RegisterFormat = 'json' | 'csv';

const MOST_ROWS = 50_000;

/**
 * A register as JSON (`[{id?, name, aliases[], domains[], products[], contacts[]}]`) or as CSV with those columns,
 * lists in a cell separated by `;` or `|`. Rows that are wrong are told apart. Throws Fault when it is neither.
 */
export function parseRegister(
  text: string,
  format: RegisterFormat,
): { rows: RegisterRow[]; faults: RegisterFault[] } {
  const records = format === 'json' ? jsonRecords(text) : csvRecords(text);
  if (records.length > MOST_ROWS) throw new Fault('invalid', `At most ${MOST_ROWS} vendors at a time.`);
  const rows: RegisterRow[] = [];
  const faults: RegisterFault[] = [];
  records.forEach((record, index) => {
    const row = index + 1;
    if (record === UNREADABLE) {
      faults.push({ row, path: '', message: 'has a quotation mark that does not close' });
      return;
    }
    const { vendor, wrong } = readRecord(record);
    if (wrong === undefined) rows.push({ row, vendor });
    else faults.push(...wrong.map((fault) => ({ row, ...fault })));
  });
  return { rows, faults };
}

function jsonRecords(text: string): unknown[] {
  let parsed: unknown;
  try {
    // Files may begin with a byte order mark.
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Fault('invalid', 'The register is not valid JSON.');
  }
  if (!Array.isArray(parsed)) throw new Fault('invalid', 'The register must be a JSON array of vendors.');
  return parsed;
}

/** Excel's first line `sep=;` names the separator and is no row. */
const SEPARATOR_LINE = /^\uFEFF?"?sep=([^\w"\r\n])"?[;,\t ]*(?:\r\n|\n|\r|$)/i;

function csvRecords(whole: string): unknown[] {
  const [line = '', named] = SEPARATOR_LINE.exec(whole) ?? [];
  const text = whole.slice(line.length);
  const delimiter = named ?? delimiterOf(text);
  let records: Record<string, string>[];
  try {
    records = cellsOf(text, delimiter);
  } catch (error) {
    if (!/QUOTE/.test(fieldOf(error, 'code'))) throw notCsv(error);
    try {
      records = cellsOf(withoutStrayQuotes(text, delimiter), delimiter);
    } catch (again) {
      throw notCsv(again);
    }
  }
  return records.map((record) =>
    Object.values(record)[0] === UNREADABLE
      ? UNREADABLE
      : Object.fromEntries(Object.entries(record).map(([column, cell]) => [column, unguarded(cell)])),
  );
}

function cellsOf(text: string, delimiter: string): Record<string, string>[] {
  return parse(text, {
    bom: true,
    columns: (head: string[]) => head.map((name) => name.trim().toLowerCase().replaceAll(' ', '_')),
    delimiter,
    // Lines added by hand may end otherwise than the rest.
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    trim: true,
    relax_column_count: true,
    // `19" Rack` is a name.
    relax_quotes: true,
  });
}

function fieldOf(error: unknown, field: 'code' | 'message'): string {
  const value = (error as Partial<Record<typeof field, unknown>> | null)?.[field];
  return typeof value === 'string' ? value : '';
}

const notCsv = (error: unknown): Fault =>
  new Fault('invalid', `The register is not valid CSV. ${fieldOf(error, 'message')}`.trim());

/** Spreadsheets of half the world write semicolons. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/\r?\n|$/));
  return [',', ';', '\t'].reduce((best, next) =>
    head.split(next).length > head.split(best).length ? next : best,
  );
}
