import { isUtf8 } from 'node:buffer';

/** Encodings in which one character may be several bytes that chance to be UTF-8 as well. */
const SEVERAL_BYTES = new Set(['gbk', 'gb18030', 'big5', 'euc-jp', 'shift_jis', 'iso-2022-jp', 'euc-kr']);

const DECLARED = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})/i;
const IN_HEADER = /charset\s*=\s*["']?\s*([\w.:-]{1,40})/i;

/** The encoding of a byte order mark, or of a first character that UTF-16 writes without one. */
function markOf([first, second, third, fourth]: Buffer): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  return undefined;
}

/** The encodings that a header and a declaration name, in the words of the Encoding Standard; unknown ones left out. */
function encodingsOf(labels: readonly (string | undefined)[]): string[] {
  return labels.flatMap((label) => {
    try {
      return label === undefined ? [] : [new TextDecoder(label).encoding];
    } catch {
      return [];
    }
  });
}

function textIn(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-8 with a fault here and there, such as a character cut in two; undefined where faults prevail. */
function faultyUtf8(bytes: Buffer): string | undefined {
  const text = new TextDecoder().decode(bytes);
  let faults = 0;
  let characters = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) faults += 1;
    else if (code > 0x7f) characters += 1;
  }
  return faults > characters ? undefined : text;
}

/**
 * A body as text: by its byte order mark, its `content-type`, its XML declaration, else UTF-8. A label that its own bytes
 * contradict gives way: nothing else reads as UTF-8 by chance, and what can be read as a declaration is no UTF-16. What is
 * no character becomes the replacement character.
 */
export function decodeText(bytes: Buffer, contentType: string | null): string {
  const mark = markOf(bytes);
  if (mark !== undefined) return new TextDecoder(mark).decode(bytes);
  const header = IN_HEADER.exec(contentType ?? '')?.[1];
  const declared = DECLARED.exec(bytes.subarray(0, 300).toString('latin1'))?.[1];
  const named = encodingsOf([header, declared]).filter((encoding) => !encoding.startsWith('utf-16'));
  const [first = 'utf-8'] = named;
  const saysUtf8 = named.length === 0 || named.includes('utf-8');
  if (isUtf8(bytes)) {
    const other = saysUtf8 || !SEVERAL_BYTES.has(first) ? undefined : textIn(bytes, first);
    return other ?? new TextDecoder().decode(bytes);
  }
  const text = saysUtf8 ? faultyUtf8(bytes) : undefined;
  if (text !== undefined) return text;
  for (const encoding of named) {
    const found = textIn(bytes, encoding);
    if (found !== undefined) return found;
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
