import { Fault } from '../../domain/fault.ts';

/** In place of a row whose quotation marks nobody can read; no file holds it. */
export const UNREADABLE = '\uE000unreadable\uE000';

/** Characters that a row may have over several lines: looking further for the end of a cell would take for ever. */
const LONGEST_ROW = 50_000;
/** Rows that nobody can read; a file with more of them is no register. */
const MOST_UNREADABLE = 5_000;

const LINE_END = /\r\n|\n|\r/g;

function endOfLine(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.exec(text)?.index ?? text.length;
}

const SPACES = / */y;

function afterSpaces(text: string, from: number): number {
  SPACES.lastIndex = from;
  return from + (SPACES.exec(text)?.[0].length ?? 0);
}

/** Behind a cell in quotation marks that begins here; undefined where nothing closes it as it should. */
function endOfQuoted(text: string, from: number, delimiter: string): number | undefined {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] === '"') continue;
    const behind = afterSpaces(text, at + 1);
    const isEnd =
      behind === text.length || text.startsWith(delimiter, behind) || /[\r\n]/.test(text.charAt(behind));
    return isEnd ? behind : undefined;
  }
  return undefined;
}

/** Behind a row that begins here, which may go over several lines; undefined where a quotation mark in it is a stray one. */
function endOfRow(text: string, from: number, delimiter: string): number | undefined {
  let at = from;
  let last = endOfLine(text, at);
  for (;;) {
    if (at - from > LONGEST_ROW) return undefined;
    at = afterSpaces(text, at);
    if (text[at] === '"') {
      const behind = endOfQuoted(text, at, delimiter);
      if (behind === undefined) return undefined;
      at = behind;
      last = endOfLine(text, at);
    }
    const next = text.slice(at, last).indexOf(delimiter);
    if (next === -1) return last;
    at += next + delimiter.length;
  }
}

/**
 * The text with each line that has a stray quotation mark replaced by one that says so: a mark that opens a cell and is
 * never closed would take all rows behind it into that cell. Marks within a cell that begins without one are harmless.
 */
export function withoutStrayQuotes(text: string, delimiter: string): string {
  const rows: string[] = [];
  let unreadable = 0;
  for (let at = 0; at < text.length;) {
    const end = endOfRow(text, at, delimiter);
    unreadable += Number(end === undefined);
    if (unreadable > MOST_UNREADABLE)
      throw new Fault('invalid', 'The register is not valid CSV: its quotation marks do not close.');
    const behind = end ?? endOfLine(text, at);
    rows.push(end === undefined ? UNREADABLE : text.slice(at, behind));
    at = behind + (text.startsWith('\r\n', behind) ? 2 : 1);
  }
  return rows.join('\n');
}
