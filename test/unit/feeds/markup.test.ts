import { describe, expect, test } from '@jest/globals';
import { htmlToText } from '../../../src/feeds/normalize/text.ts';

describe('a text that may hold markup', () => {
  test.each([
    ['Flaw in Foo < 2.0 and Bar > 1.4', 'Flaw in Foo < 2.0 and Bar > 1.4'],
    ['versions <4.2 of Foo, fixed in >=4.3', 'versions <4.2 of Foo, fixed in >=4.3'],
    ['<V4 of Foo, fixed in >5', '<V4 of Foo, fixed in >5'],
    ['if a <b and c> d', 'if a <b and c> d'],
    ['a List<String>, <username> and <me@acme.example>', 'a List<String>, <username> and <me@acme.example>'],
    ['x <- y -> z <= 5', 'x <- y -> z <= 5'],
  ])('%s keeps its signs', (given, text) => expect(htmlToText(given)).toBe(text));

  test.each([
    ['<p>Hi <a href="x" title="a > b">link</a><br/>there</p>you', 'Hi link\nthere\nyou'],
    ["<div\nclass='x'>n</div>", 'n'],
    ["<a href='it's'>k</a>", 'k'],
    ['<script src=x></script>a<input disabled />b<o:p></o:p>c', 'abc'],
    ['<!-- a <b>x</b> --><!DOCTYPE html><?xml version="1.0"?>t', 't'],
  ])('%s loses its tags', (given, text) => expect(htmlToText(given)).toBe(text));

  test.each([
    ['Soci&eacute;t&eacute; G&#233;n&#xe9;rale', 'Société Générale'],
    ['&copy Acme &amp; Sons&nbsp;&ndash; &#146;x', '© Acme & Sons – ’x'],
    ['AT&T, R&D; ?a=1&copy=2', 'AT&T, R&D; ?a=1&copy=2'],
    ['&lt;b&gt; &amp;eacute;', '<b> &eacute;'],
  ])('%s has its characters', (given, text) => expect(htmlToText(given)).toBe(text));

  // What takes time with the square of its length would not come to an end here.
  test('of two hundred thousand characters that are made to be slow is read', () => {
    for (const part of [
      '<a ',
      '<',
      '<a b="',
      '<a b=\'"',
      '<!--',
      '<!',
      '< ',
      '<a b=c ',
      '&',
      '&eacute',
      '<?a',
    ])
      expect(typeof htmlToText(part.repeat(200_000 / part.length))).toBe('string');
  });
});
