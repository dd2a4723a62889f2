import { describe, expect, test } from '@jest/globals';
import { decodeText } from '../../../src/feeds/custom/decode-text.ts';

const xml = (encoding: string, text = 'Société') =>
  `<?xml version="1.0" encoding="${encoding}"?><t>${text}</t>`;
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const CYRILLIC = Buffer.from([0xd3, 0xf2, 0xe5, 0xf7, 0xea, 0xe0]);
const CHINESE = Buffer.from([0xd6, 0xd0, 0xb9, 0xfa]);

describe('a body is decoded', () => {
  test.each<[string, Buffer, string | null]>([
    [
      'by a UTF-8 mark before its header',
      Buffer.from(`\ufeff${xml('utf-8')}`),
      'text/xml; charset=ISO-8859-1',
    ],
    ['by a UTF-16 mark before its declaration', Buffer.from(`\ufeff${xml('utf-8')}`, 'utf16le'), 'text/xml'],
    ['as UTF-16 that has no mark', utf16be(xml('utf-16')), 'text/xml'],
    [
      'as UTF-16 that has no mark and another label',
      Buffer.from(xml('utf-16'), 'utf16le'),
      'text/xml; charset=utf-8',
    ],
    ['as UTF-8 that calls itself UTF-16', Buffer.from(xml('utf-16')), 'text/xml'],
    ['as UTF-8 whose header says UTF-16', Buffer.from(xml('utf-8')), 'text/xml; charset=utf-16le'],
    ['as UTF-8 that calls itself Latin', Buffer.from(xml('iso-8859-1')), 'text/xml'],
    ['as UTF-8 whose header says ASCII', Buffer.from(xml('utf-8')), 'text/xml; charset=us-ascii'],
    ['as Latin that calls itself UTF-8', Buffer.from(xml('utf-8'), 'latin1'), 'text/xml; charset=utf-8'],
    ['as Latin without a label', Buffer.from('Société', 'latin1'), null],
    [
      'by its declaration where the header is unknown',
      Buffer.from(xml('latin1'), 'latin1'),
      'text/xml; charset=binary',
    ],
    [
      'by its declaration where the header is wrong',
      Buffer.from(xml('latin1'), 'latin1'),
      'text/xml; charset=utf-8',
    ],
    ['by a label in single quotes', Buffer.from('Société', 'latin1'), "text/xml; charset='iso-8859-1'"],
    [
      'by a label in quotes after a gap',
      Buffer.from('Société', 'latin1'),
      'text/xml; Charset = "ISO-8859-1"; q=1',
    ],
  ])('%s', (_, bytes, contentType) => {
    expect(decodeText(bytes, contentType)).toContain('Société');
  });

  test.each<[Buffer, string, string]>([
    [CYRILLIC, 'windows-1251', 'Утечка'],
    [CHINESE, 'gb2312', '中国'],
    [Buffer.from('1b24422546253925481b2842', 'hex'), 'iso-2022-jp', 'テスト'],
  ])('%j in %s', (bytes, label, text) => {
    expect(decodeText(bytes, `text/xml; charset=${label}`)).toBe(text);
  });

  test('as UTF-8 in which one character is cut', () => {
    const cut = Buffer.concat([Buffer.from(xml('utf-8', 'Société Générale')), Buffer.from([0xc3])]);
    expect(decodeText(cut, 'text/xml')).toContain('Société Générale');
  });

  test('when it is empty', () => {
    expect(decodeText(Buffer.alloc(0), null)).toBe('');
  });
});
