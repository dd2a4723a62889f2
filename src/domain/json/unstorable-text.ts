import { cut } from '../text/cut.ts';
import type { FieldFault } from '../fault.ts';

const MESSAGE = 'must be well-formed text without NUL';
const LONGEST_KEY = 60;

/** A value and the way to it; the way is put into words only where something is wrong. */
interface Place {
  value: unknown;
  key: string;
  parent: Place | null;
}

function pathOf(place: Place): string {
  const keys: string[] = [];
  for (let at = place; at.parent !== null; at = at.parent)
    keys.unshift(cut(at.key.toWellFormed(), LONGEST_KEY));
  return keys.join('.').replaceAll('\0', '\ufffd');
}

/** True for text that PostgreSQL holds: without NUL and without halves of characters. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** The first `most` texts and keys, in the order of the document, that PostgreSQL cannot hold. */
export function unstorableTexts(document: unknown, most: number): FieldFault[] {
  const faults: FieldFault[] = [];
  const open: Place[] = [{ value: document, key: '', parent: null }];
  for (let place = open.pop(); place !== undefined && faults.length < most; place = open.pop()) {
    const { value, key } = place;
    if (!isStorable(key)) faults.push({ path: pathOf(place), message: 'is not a known key' });
    if (typeof value === 'string') {
      if (!isStorable(value)) faults.push({ path: pathOf(place), message: MESSAGE });
    } else if (typeof value === 'object' && value !== null) {
      const parent = place;
      // Last in, first out.
      for (const [inner, part] of Object.entries(value).reverse())
        open.push({ value: part, key: inner, parent });
    }
  }
  return faults.slice(0, most);
}
