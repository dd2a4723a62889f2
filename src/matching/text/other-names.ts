/** Words behind which a register or a source gives another name of the same company. */
const SAME_COMPANY = [
  String.raw`d\.?\/?b\.?\/?a\.?`,
  'doing business as',
  String.raw`t\/a`,
  String.raw`o\/a`,
  '(?:also )?(?:trading|operating) (?:as|under(?: the name)?)',
  'trades as',
  '(?:formerly|formally|previously|originally)(?: (?:known as|called|named|trading as))?',
  String.raw`f\.?\/?k\.?\/?a\.?`,
  String.raw`a\.?\/?k\.?\/?a\.?`,
  String.raw`n\.?\/?k\.?\/?a\.?`,
  '(?:(?:also|now|better|commonly|until recently) )?known as',
  'now (?:called|named|trading as)',
  '(?:renamed|rebranded)(?: (?:to|as|from))?',
  '(?:trading|trade|brand) name',
  'successor (?:of|to)',
  'aiemmin',
  'dříve',
  'korábban',
  'precedentemente',
  'nom commercial',
  'nombre comercial',
  'firmierend als',
  'ehemals',
  'vormals',
  'früher',
  'anciennement',
  'antiguamente',
  'anteriormente',
  'antes',
  'voorheen',
  'tidligere',
  'tidigare',
  'dawniej',
  'бывш(?:ая|ий|ее)',
  'ранее',
  '旧',
].join('|');

/** The same behind a bracket or a dash; elsewhere such a word may be part of a name ("Ex Libris", "Now Foods"). */
const ONLY_ASIDE = [
  'now',
  'ex',
  'former',
  'née',
  'nee',
  'prev',
  'was',
  'jetzt',
  'heute',
  'già',
  'ora',
  String.raw`(?:until|till|bis)\s+(?:19|20)\d\d`,
].join('|');

/** Brackets with such words say whose the company is, not what it is called. */
const OWNER_ASIDE =
  /^(?:now )?(?:an?|part of|owned by|acquired by|bought by|merged (?:into|with)|subsidiary of|a subsidiary of|division of|a division of|member of)\s/i;

const BEFORE = String.raw`(?<![\p{L}\p{N}])`;
const AFTER = String.raw`(?![\p{L}\p{N}])[:.]?`;
const ANYWHERE = new RegExp(`${BEFORE}(?:${SAME_COMPANY})${AFTER}`, 'iu');
const beginningWith = (marks: string): RegExp =>
  new RegExp(String.raw`^\s*(?:the\s+)?(?:${marks})(?![\p{L}\p{N}])[\s:.-]*`, 'iu');
const BEGINS_MARKED = beginningWith(SAME_COMPANY);
const BEGINS_ASIDE = beginningWith(ONLY_ASIDE);
/** "Kofax - now Tungsten", "Kofax, now Tungsten". */
const AFTER_DASH = new RegExp(String.raw`(?:\s[-–—/|]\s*|,\s*)(?:now|ex|former|née)[\s:-]+(?=\p{L})`, 'giu');
const BRACKETS = /[([{（［【]([^)\]}）］】]*)(?:[)\]}）］】]|$)/gu;
const YEARS =
  /(?:\s*[,(]\s*|\s+(?=\p{Ll}))(?:(?:until|till|since|from|before|in|bis|seit)\s+)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?$/u;
const SEPARATORS =
  /\s*[;|]\s*|\s+\/\s+|,\s+(?=\p{Lu})(?!(?:Inc|Ltd|LLC|LLP|L\.P|Corp|Co|S\.|GmbH|AG|SE|PLC|Limited)(?![\p{L}]))/u;

const tidy = (name: string): string => name.trim().replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/gu, '');

/** The other names that stand behind one of the words above: several may be given at once. */
function othersBehind(text: string): string[] {
  return text
    .split(ANYWHERE)
    .flatMap((part) => part.split(SEPARATORS))
    .map((part) => tidy(tidy(part.replace(BEGINS_ASIDE, '').replace(BEGINS_MARKED, '')).replace(YEARS, '')))
    .filter(Boolean);
}

/** What a bracket holds: names behind "formerly" and the like, otherwise the bracket as it is; no owner. */
function othersInBracket(text: string): string[] {
  if (OWNER_ASIDE.test(text.trim())) return [];
  if (ANYWHERE.test(text)) return othersBehind(text);
  // "Ex Libris" may also be the name itself.
  const behind = BEGINS_ASIDE.test(text) ? othersBehind(text) : [];
  return [...behind, text.trim()].filter(Boolean);
}

/** Splits "A (B) dba C" into the name and its other names; a text that is only "formerly C" names C. */
export function nameAndOthers(written: string): { name: string; others: string[] } {
  const brackets = [...written.matchAll(BRACKETS)].map((match) => match[1] ?? '');
  const outside = written.replace(BRACKETS, ' ').replace(AFTER_DASH, ' aka ');
  const [name = '', ...behind] = outside.split(ANYWHERE);
  const others = [...behind.flatMap(othersBehind), ...brackets.flatMap(othersInBracket)];
  if (name.trim() !== '') return { name: behind.length > 0 ? tidy(name) : name, others };
  const [first = '', ...rest] = others;
  return { name: first, others: rest };
}

/** "&" as some languages write it between two names; as a word of its own it may as well be a letter of a name. */
const SMALL_AND = /(?<=\p{L}\s)(?:y|e|i|en|ja|ve)(?=\s\p{L})/gu;

/** A name as it is written and, where it has such an "and", with "&" in its place. */
export function withAmpersand(written: string): string[] {
  const other = written.replace(SMALL_AND, '&');
  return other === written ? [written] : [written, other];
}
