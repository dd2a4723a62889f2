import { parse } from 'csv-parse/sync';
import { Fault, type FieldFault } from '../../domain/fault.ts';
import { cut } from '../../domain/text/cut.ts';
import { unguarded } from './csv-cells.ts';
import { readRecord } from './read-record.ts';
import { UNREADABLE, withoutStrayQuotes } from './stray-quotes.ts';
import type { RegisteredVendor } from './vendor-record.ts';

/** A vendor of a register; `row` as a spreadsheet counts, whose first one is the head; entries of JSON count from 1. */
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
  records.forEach(({ row, record }) => {
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

/** What stands in a row. */
interface Numbered {
  row: number;
  record: unknown;
}

function jsonRecords(text: string): Numbered[] {
  let parsed: unknown;
  try {
    // Files may begin with a byte order mark.
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Fault('invalid', 'The register is not valid JSON.');
  }
  if (!Array.isArray(parsed)) throw new Fault('invalid', 'The register must be a JSON array of vendors.');
  return parsed.map((record: unknown, index) => ({ row: index + 1, record }));
}

/** Excel's first line `sep=;` names the separator and is no row. */
const SEPARATOR_LINE = /^\uFEFF?"?sep=([^\w"\r\n])"?[;,\t ]*(?:\r\n|\n|\r|$)/i;

function csvRecords(whole: string): Numbered[] {
  const [line = '', named] = SEPARATOR_LINE.exec(whole) ?? [];
  const text = whole.slice(line.length);
  const delimiter = named ?? delimiterOf(text);
  let records: Record<string, string>[];
  try {
    records = cellsOf(text, delimiter);
  } catch (error) {
    if (error instanceof Fault) throw error;
    if (!/QUOTE/.test(fieldOf(error, 'code'))) throw notCsv(error);
    try {
      records = cellsOf(withoutStrayQuotes(text, delimiter), delimiter);
    } catch (again) {
      throw again instanceof Fault ? again : notCsv(again);
    }
  }
  const above = line === '' ? 1 : 2;
  return records.flatMap((record, index): Numbered[] => {
    const row = index + above + 1;
    const cells = Object.entries(record);
    if (cells[0]?.[1] === UNREADABLE) return [{ row, record: UNREADABLE }];
    // An empty line counts, and is no vendor.
    if (cells.every(([, cell]) => cell === '')) return [];
    return [{ row, record: Object.fromEntries(cells.map(([column, cell]) => [column, unguarded(cell)])) }];
  });
}

/** The head as columns are called. Throws Fault where none of them is a name: it would be missing in every row. */
function columnsOf(head: string[]): string[] {
  const columns = head.map((name) => name.trim().toLowerCase().replaceAll(' ', '_'));
  if (columns.includes('name')) return columns;
  const said = columns.map((column) => `"${cut(column, 40)}"`).slice(0, 20);
  throw new Fault(
    'invalid',
    `The first line must name the columns, and one of them must be "name". It says ${said.join(', ')}.`,
  );
}

function cellsOf(text: string, delimiter: string): Record<string, string>[] {
  return parse(text, {
    bom: true,
    columns: columnsOf,
    delimiter,
    // Lines added by hand may end otherwise than the rest.
    record_delimiter: ['\r\n', '\n', '\r'],
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
