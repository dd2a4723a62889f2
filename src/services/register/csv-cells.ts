/** How a register's values are written in the cells of a CSV file, and read back; docs/api.md describes the format. */
import type { VendorInput } from './vendor-input.ts';

type Product = NonNullable<VendorInput['products']>[number];
type Contact = NonNullable<VendorInput['contacts']>[number];

/**
 * What a spreadsheet takes for the start of a formula. It may stand at the start of a cell or, where a spreadsheet
 * takes semicolons or tabs for separators or a quoted line end for a new row, behind one of these.
 */
const FORMULA = /((?:^|[;\t\r\n]) *'*)(?=[=+\-@＝＋－＠])/g;
const GUARDED = /((?:^|[;\t\r\n]) *'*)'(?=[=+\-@＝＋－＠])/g;

/** A text that no spreadsheet runs: an apostrophe stands before what would be a formula. `unguarded` undoes it. */
export const guarded = (text: string): string => text.replace(FORMULA, "$1'");

/** The text before `guarded`; one that was never guarded is as it was. */
export const unguarded = (text: string): string => text.replace(GUARDED, '$1');

/** Items in one cell, separated by `;`; a backslash stands before whatever in an item would separate. */
export const joinList = (items: readonly string[]): string =>
  items.map((item) => escaped(item, /[\\;|\n]/g)).join(';');

/** The items of a cell, separated by `;`, `|` or line ends without a backslash before them; blank ones are left out. */
export const splitList = (cell: string): string[] => items(cell).map(unescaped);

/** Products in one cell: `Anvil [version=2.1] [cpe=cpe:2.3:a:acme:anvil:2.1:*:*:*:*:*:*:*];Rocket`. */
export const joinProducts = (products: readonly Product[]): string =>
  products
    .map(({ name, version, cpe }) => tagged(name, [['version', version] as const, ['cpe', cpe] as const]))
    .join(';');

/** The products of a cell; a plain name is a product without version and CPE. */
export const splitProducts = (cell: string): Product[] =>
  items(cell).map((item) => {
    const { text, tags } = untagged(item, /^(version|cpe)=([^]*)\]$/i);
    return { name: text, version: tags.get('version') ?? null, cpe: tags.get('cpe') ?? null };
  });

/** Contacts in one cell: `Jane Roe <jane@acme.com> [role=CISO];John Doe <john@acme.com>`. */
export const joinContacts = (contacts: readonly Contact[]): string =>
  contacts
    .map(({ name, email, role }) => tagged(`${name} <${email}>`, [['role', role ?? null] as const]))
    .join(';');

/** The contacts of a cell; an address alone is its own name. What is no address is the caller's to refuse. */
export const splitContacts = (cell: string): Contact[] =>
  items(cell).map((item) => {
    const { text, tags } = untagged(item, /^(role)=([^]*)\]$/i);
    const at = text.endsWith('>') ? text.lastIndexOf('<') : -1;
    const email = at === -1 ? text : text.slice(at + 1, -1).trim();
    return { name: text.slice(0, Math.max(at, 0)).trim() || email, email, role: tags.get('role') ?? null };
  });

const escaped = (text: string, which: RegExp): string => text.replace(which, '\\$&');

/** A backslash before anything else is a backslash. */
const unescaped = (text: string): string => text.replace(/\\([\\;|[\n])/g, '$1').trim();

const items = (cell: string): string[] =>
  splitAt(cell, ';|\n')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** The parts between separators without a backslash before them, still escaped. */
function splitAt(text: string, separator: ';|\n' | '['): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(separator === '[' ? /\\[^]|\[/g : /\\[^]|[;|\n]/g)) {
    if (found.length > 1) continue;
    parts.push(text.slice(from, index));
    from = index + 1;
  }
  return [...parts, text.slice(from)];
}

/** `text [key=value]`, keys without a value left out. */
function tagged(text: string, tags: (readonly [key: string, value: string | null])[]): string {
  const written = tags
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` [${key}=${escaped(value ?? '', /[\\;|\n[]/g)}]`);
  return escaped(text, /[\\;|\n[]/g) + written.join('');
}

/** The tags at the end of an item and the text before them; brackets with anything else in them belong to the text. */
function untagged(item: string, tag: RegExp): { text: string; tags: Map<string, string | null> } {
  const parts = splitAt(item, '[');
  const tags = new Map<string, string | null>();
  for (let last = parts.at(-1); parts.length > 1 && last !== undefined; last = parts.at(-1)) {
    const [, key, value] = tag.exec(last.trim()) ?? [];
    if (key === undefined || value === undefined || tags.has(key.toLowerCase())) break;
    tags.set(key.toLowerCase(), unescaped(value) || null);
    parts.pop();
  }
  return { text: unescaped(parts.join('[')), tags };
}
