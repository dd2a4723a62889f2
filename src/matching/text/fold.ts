import anyAscii from 'any-ascii';

/** Legal forms of scripts that put no space between words, before or after the name; longest first. */
const UNSPACED_LEGAL_FORMS =
  /股份有限公司|有限责任公司|有限責任公司|集团公司|集團公司|有限公司|公司|株式会社|株式會社|合同会社|有限会社|주식회사|유한회사|บริษัท|จำกัด|มหาชน|[(（](?:株|有|주|유)[)）]|㈜|㈱/gu;

/** Marks that stand inside words or beside names and say nothing. */
const NO_MARK = /['’‘ʼ`´™®©℠\u00ad\u200b-\u200d\ufeff]/g;

/** The `'s` of a possessive, whatever the apostrophe. */
const POSSESSIVE = /(?<=[\p{L}\p{N}])['’‘ʼ`´](?=s(?![\p{L}\p{N}]))/giu;

/** Marks within a folded word at which it is also spelt otherwise: of the private use area, so that no text carries them. */
const OTHERWISE = { possessive: '\ue001', withE: '\ue002', withA: '\ue003', withX: '\ue004' } as const;
const ANY_OTHERWISE = /[\ue001-\ue004]/g;
const ALSO_WITH_E = /[äöüøÄÖÜØ]/g;
const ALSO_WITH_A = /[åÅ]/g;
/** Cyrillic for `ks`, which companies write with an x ("Yandex"). */
const ALSO_WITH_X = /кс/giu;

/** ASCII without apostrophes, as most texts are. */
const isPlain = (text: string): boolean => /^[\0-&(-_a-\x7f]*$/.test(text);

const isAscii = (text: string): boolean => /^[\0-\x7f\ue001-\ue004]*$/.test(text);

/** True for a folded text with words that are also spelt otherwise. */
export const hasSpellingMarks = (text: string): boolean => text.search(ANY_OTHERWISE) >= 0;

/** True for the code of a mark that `spellings` reads; it is part of its word. */
export const isSpellingMark = (code: number): boolean => code >= 0xe001 && code <= 0xe004;

/**
 * A text in the letters a to z and digits, other scripts transliterated ("Яндекс" is `Yandeks`), accents dropped,
 * everything else kept as it separates words. Capitals stay. Where a word is also spelt otherwise ("Lösch" as
 * "Loesch", "Fortinet" in "Fortinet's") a mark stands, which `spellings` reads.
 */
export function toLatin(text: string): string {
  if (isPlain(text)) return text;
  const bare = text
    .replace(ANY_OTHERWISE, ' ')
    .replace(POSSESSIVE, OTHERWISE.possessive)
    .replace(NO_MARK, '');
  if (isAscii(bare)) return bare;
  return bare
    .normalize('NFC')
    .replace(UNSPACED_LEGAL_FORMS, ' ')
    .replace(ALSO_WITH_E, (letter) => anyAscii(letter) + OTHERWISE.withE)
    .replace(ALSO_WITH_A, (letter) => anyAscii(letter) + OTHERWISE.withA)
    .replace(ALSO_WITH_X, `ks${OTHERWISE.withX}`)
    .replace(/\p{M}/gu, '')
    .replace(/[^\0-\x7f]/gu, (letter) =>
      /[\p{L}\p{N}]/u.test(letter) ? anyAscii(letter).replace(/[^a-zA-Z0-9]/g, '') : letter,
    );
}

/**
 * A folded word without its marks and, where it has any, as it is spelt otherwise: "loesch" for "losch", and
 * "mcdonalds" for "mcdonald" of "McDonald's", since that `s` may be part of a name.
 */
export function spellings(word: string): { plain: string; other?: string } {
  if (word.search(ANY_OTHERWISE) < 0) return { plain: word };
  const bare = word.replace(/\ue001s$/i, '');
  const plain = bare.replace(ANY_OTHERWISE, '');
  const long = bare
    .replaceAll(OTHERWISE.withE, 'e')
    .replaceAll(OTHERWISE.withA, 'a')
    .replaceAll(`ks${OTHERWISE.withX}`, 'x');
  return { plain, other: long === plain ? word.replace(ANY_OTHERWISE, '') : long };
}
