import anyAscii from 'any-ascii';

/** Legal forms of scripts that put no space between words, before or after the name; longest first. */
const UNSPACED_LEGAL_FORMS =
  /股份有限公司|有限责任公司|有限責任公司|集团公司|集團公司|有限公司|公司|株式会社|株式會社|合同会社|有限会社|주식회사|유한회사|[(（](?:株|有|주|유)[)）]|㈜|㈱/gu;

/** Marks that stand inside words or beside names and say nothing. */
const NO_MARK = /['’‘ʼ`´™®©℠\u00ad\u200b-\u200d\ufeff]/g;

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/**
 * A text in the letters a to z and digits, other scripts transliterated ("Яндекс" is `Yandeks`), accents dropped,
 * everything else kept as it separates words. Capitals stay. ASCII comes back as it is, apostrophes aside.
 */
export function toLatin(text: string): string {
  const bare = text.replace(NO_MARK, '');
  if (isAscii(bare)) return bare;
  return bare
    .normalize('NFC')
    .replace(UNSPACED_LEGAL_FORMS, ' ')
    .replace(/\p{M}/gu, '')
    .replace(/[^\0-\x7f]/gu, (letter) =>
      /[\p{L}\p{N}]/u.test(letter) ? anyAscii(letter).replace(/[^a-zA-Z0-9]/g, '') : letter,
    );
}
