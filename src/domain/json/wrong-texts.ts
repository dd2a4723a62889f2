import { cut } from '../text/cut.ts';
import type { FieldFault } from '../fault.ts';

/** Characters of a key in the path of a fault: a caller's key may be as long as its body. */
export const LONGEST_KEY = 60;

/** A value and where it stands; the path is put into words only where something is wrong. */
interface Place {
  value: unknown;
  key: string;
  parent: Place | null;
}

function pathOf(place: Place): string {
  const keys: string[] = [];
  for (let at = place; at.parent !== null; at = at.parent) keys.unshift(cut(at.key, LONGEST_KEY));
  return keys.join('.').replaceAll('\0', '\ufffd');
}

/**
 * The first `most` texts and keys, in the order of the document, that are not right; `message` says of a text what it
 * must be. Walks without recursion, however deep the document is.
 */
export function wrongTexts(
  document: unknown,
  { isRight, message, most }: { isRight: (text: string) => boolean; message: string; most: number },
): FieldFault[] {
  const faults: FieldFault[] = [];
  const open: Place[] = [{ value: document, key: '', parent: null }];
  for (let place = open.pop(); place !== undefined && faults.length < most; place = open.pop()) {
    const { value, key } = place;
    if (!isRight(key)) faults.push({ path: pathOf(place), message: 'is not a known key' });
    if (typeof value === 'string') {
      if (!isRight(value)) faults.push({ path: pathOf(place), message });
    } else if (typeof value === 'object' && value !== null) {
      const parent = place;
      // The last one pushed is looked at first.
      for (const [inner, part] of Object.entries(value).reverse())
        open.push({ value: part, key: inner, parent });
    }
  }
  return faults.slice(0, most);
}
