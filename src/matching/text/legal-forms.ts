import { toLatin } from './fold.ts';
import { COMMON_WORDS } from './common-words.ts';
import { DESCRIPTORS, LEGAL_FORMS, OTHER_TRADES, PLACES, PRODUCT_WORDS } from './words.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Forms that are written in words, put together in Latin letters as a name's words are. */
const inLatin = (texts: readonly string[]): string[] =>
  texts.map((text) =>
    toLatin(text)
      .toLowerCase()
      .replace(/[^a-z]/g, ''),
  );

/**
 * Legal forms that stand before a name, and "the"; they never count. Written without dots and spaces, as at the end.
 */
const LEADING_FORMS: ReadonlySet<string> = new Set([
  ...words(`
    the gmbh ooo oao zao pao nao fgup tov prat odo chup uab sia eood ood ead pt oy oyj sarl sasu eurl sprl srl firma
    aktiebolaget aktieselskabet aktsiaselts osauhing kabushikikaisha kabushikigaisha yugenkaisha godokaisha
    perseroanterbatas sociedadanonima societeanonyme congty congtytnhh congtycophan congtytnhhmtv congtycp ctcp stichting
    syarikat messrs pphu phu fhu
  `),
  ...inLatin([
    'общество с ограниченной ответственностью',
    'акционерное общество',
    'публичное акционерное общество',
    'закрытое акционерное общество',
    'открытое акционерное общество',
    'товариство з обмеженою відповідальністю',
    'приватне акціонерне товариство',
    'شركة',
    'شرکت',
    'uždaroji akcinė bendrovė',
    'sabiedrība ar ierobežotu atbildību',
    'akciju sabiedrība',
  ]),
]);

/** Legal forms that stand before a name, and articles, though a name may as well begin with such a word. */
const MAYBE_LEADING = words(`
  ab as asa a/s sa sas sl nv bv cv ud ao ap ad ou too ip kk gk doo mb snc scs spa vof fa ca pp ms
  der die das le la les el los las il lo gli de het den det os
`);

/** Articles: alone they are no beginning of a name. */
export const ARTICLES = words(`the a an der die das le la les el los las il lo gli i de het den det os al`);

const MOST_PARTS = 7;

/** The beginnings of some words: a name that begins with none of them needs no closer look. */
const beginningsOf = (forms: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...forms].flatMap((form) => Array.from(form, (_, at) => form.slice(0, at + 1))));
const LEADING_BEGINNINGS = beginningsOf(LEADING_FORMS);
const MAYBE_BEGINNINGS = beginningsOf(MAYBE_LEADING);
/** The ends of legal forms, for the same at a name's end. */
const ENDS: ReadonlySet<string> = new Set(
  [...LEGAL_FORMS].flatMap((form) => Array.from(form, (_, at) => form.slice(at))),
);

/** Words that many names share. */
const PLAIN: ReadonlySet<string> = new Set([
  ...PLACES,
  ...PRODUCT_WORDS,
  ...OTHER_TRADES,
  ...LEGAL_FORMS,
  'partners',
  'consulting',
  'institute',
]);

/** How many words at the end are a legal form, dots and spaces aside ("s. r. o." is three). */
function legalTail(tokens: readonly string[], from: number, least: number): number {
  if (!ENDS.has(tokens[from - 1] ?? '')) return 0;
  for (let size = Math.min(MOST_PARTS, from - least); size >= 1; size -= 1) {
    const tail = tokens.slice(from - size, from);
    if (size > 1 && tail.some((word) => word.length > 3)) continue;
    if (LEGAL_FORMS.has(tail.join(''))) return size;
  }
  return 0;
}

/** True where words tell enough to be a name without the form before them ("Sia Partners" is no limited company). */
const tellEnough = (tokens: readonly string[]): boolean =>
  tokens.some(
    (word) => word.length > 2 && !COMMON_WORDS.has(word) && !DESCRIPTORS.has(word) && !PLAIN.has(word),
  );

/** How many words at the start are one of some legal forms; at least one word stays. */
function leadingWords(
  tokens: readonly string[],
  forms: ReadonlySet<string>,
  beginnings: ReadonlySet<string>,
): number {
  if (!beginnings.has(tokens[0] ?? '')) return 0;
  for (let size = Math.min(MOST_PARTS, tokens.length - 1); size >= 1; size -= 1) {
    const form = tokens.slice(0, size).join('');
    if (forms.has(form) && (form === 'the' || tellEnough(tokens.slice(size)))) return size;
  }
  return 0;
}

/** From which word to before which a name stands without its legal forms; the last word standing always stays. */
export function nameRange(tokens: readonly string[]): { start: number; end: number } {
  let start = 0;
  for (let size = leadingWords(tokens, LEADING_FORMS, LEADING_BEGINNINGS); size > 0;) {
    start += size;
    size = leadingWords(tokens.slice(start), LEADING_FORMS, LEADING_BEGINNINGS);
  }
  let end = tokens.length;
  for (let size = legalTail(tokens, end, start + 1); size > 0; size = legalTail(tokens, end, start + 1))
    end -= size;
  return { start, end };
}

/** A name's words without its legal forms and a leading "the"; the last word standing always stays. */
export function withoutLegalForm(tokens: readonly string[]): string[] {
  const { start, end } = nameRange(tokens);
  return tokens.slice(start, end);
}

/** How many words at the start of a name may be a legal form or an article ("AB Volvo", "Die Post"); 0 for none. */
export const maybeLeadingWords = (tokens: readonly string[]): number =>
  leadingWords(tokens, MAYBE_LEADING, MAYBE_BEGINNINGS);
