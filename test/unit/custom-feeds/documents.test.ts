/** What is read out of documents: odd feeds, paths, and whatever is thrown at the readers. */
import { describe, expect, test } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { sized } from '../../support/size.ts';
import { checkXml, parseBoundedJson } from '../../../src/feeds/custom/bounded-documents.ts';
import { entryOfAdvisory } from '../../../src/feeds/custom/csaf-document.ts';
import { decodeText } from '../../../src/feeds/custom/decode-text.ts';
import { severityOfWord, timeOf } from '../../../src/feeds/custom/entry.ts';
import { validatePath, valuesAt } from '../../../src/feeds/custom/field-path.ts';
import { mappedEntry } from '../../../src/feeds/custom/mapped-json.ts';
import { readEntry } from '../../../src/feeds/custom/read-entry.ts';
import { entriesOfSyndication } from '../../../src/feeds/custom/syndication.ts';
import { FEED } from './news-feed.ts';

describe('markup', () => {
  test.each([
    '<!DOCTYPE html><rss/>',
    '<?xml version="1.0"?>\n<!doctype rss SYSTEM "http://169.254.169.254/x.dtd"><rss/>',
    '<rss><!ENTITY a "b"></rss>',
    `${'<a>'.repeat(65)}${'</a>'.repeat(65)}`,
    '<rss><a b=">"',
    '<rss><![CDATA[ never ends',
    '<rss>',
  ])('%.60s is refused', (xml) =>
    expect(() => checkXml(xml)).toThrow(expect.objectContaining({ code: 'malformed' })),
  );

  test('that only speaks of such things is not', () => {
    checkXml(
      '<?xml version="1.0"?><!-- <!DOCTYPE x> --><rss a=">" b=\'&lt;\'><![CDATA[<!DOCTYPE html><p>]]><b/></rss>',
    );
  });

  test('in another encoding is decoded by what it says of itself', () => {
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><t>Gr\xfc\xdfe</t>', 'latin1');
    expect(decodeText(latin, 'text/xml')).toContain('Grüße');
    expect(decodeText(Buffer.from('\ufeffGrüße', 'utf16le'), null)).toBe('Grüße');
    expect(decodeText(Buffer.from('Grüße'), 'text/xml; charset=no-such-thing')).toBe('Grüße');
  });

  test('of an entry without a name is known by its address, else by its words', () => {
    const entries = entriesOfSyndication(
      '<rss version="2.0"><channel><item><link>https://x.example/1</link></item><item><title>Words</title></item></channel></rss>',
      10,
      'https://x.example/feed',
    );
    expect(entries.map(({ id }) => id)).toEqual([
      'https://x.example/1',
      expect.stringMatching(/^[0-9a-f]{24}$/),
    ]);
  });
});

describe('a path', () => {
  const root = { a: [{ b: 1 }, { b: [2, 3] }, 'x'], 'base score': 7, __proto__: { hidden: 1 } };

  test.each([
    ['a[].b', [1, [2, 3]]],
    ['a[1].b[]', [2, 3]],
    ['a[0]', [{ b: 1 }]],
    ['["base score"]', [7]],
    ['a.length', []],
    ['constructor', []],
    ['hidden', []],
    ['nowhere.at[].all', []],
  ])('%s leads to %j', (given, values) => expect(valuesAt(root, given)).toEqual(values));

  test.each([
    'a..b',
    '.a',
    'a[',
    'a[-1]',
    'a[*]',
    'a b',
    '$(rm)',
    'a'.repeat(201),
    Array(12).fill('a').join('.'),
  ])('%s is none', (given) => expect(validatePath(given)).not.toBeNull());
});

describe('words of sources', () => {
  test.each([
    ['CRITICAL', 'critical'],
    [' Important ', 'high'],
    ['Moderate', 'medium'],
    ['9.8', 'critical'],
    ['informational', 'low'],
    ['apple', null],
    [undefined, null],
  ])('severity %s is %s', (word, severity) => expect(severityOfWord(word)).toBe(severity));

  test.each([
    ['2026-05-04', '2026-05-04T00:00:00.000Z'],
    ['2026-05-04T10:00:00+02:00', '2026-05-04T08:00:00.000Z'],
    ['2026-05-04 10:00:00 +0200', '2026-05-04T08:00:00.000Z'],
    ['Mon, 04 May 2026 10:00:00 GMT', '2026-05-04T10:00:00.000Z'],
    ['1777888800', '2026-05-04T10:00:00.000Z'],
    ['1777888800000', '2026-05-04T10:00:00.000Z'],
    ['0001-01-01', null],
    ['soon', null],
    ['', null],
  ])('time %s is %s', (given, time) => expect(timeOf(given)).toBe(time));
});

describe('whatever an entry holds', () => {
  const mapping = {
    items: '',
    fields: { id: 'id', title: 'title', cvss: 'cvss', product: 'p[]', published: 'at' },
  };

  test('is an incident or is set aside, never an error, and fits the database', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4, withUnicodeString: true } as never), (raw) => {
        for (const read of [
          readEntry(FEED, raw, (one) => one),
          readEntry(FEED, raw, (one) => mappedEntry(one, mapping, 'https://x.example/')),
          readEntry(FEED, raw, entryOfAdvisory),
        ]) {
          if ('reject' in read) continue;
          expect(read.incident.title.length).toBeLessThanOrEqual(500);
          expect(JSON.stringify(read)).not.toContain('\\u0000');
        }
      }),
      { numRuns: sized(300, 3000) },
    );
  });

  test('holds no control characters, no markup and no link that runs', () => {
    const raw = {
      id: 'a\u0000b',
      title: '<script>alert(1)</script>Hello\u202Eolleh',
      description: '<p onclick="x()">One</p><p>Two</p>',
      url: 'javascript:alert(1)',
    };
    expect(readEntry(FEED, raw, (one) => one)).toMatchObject({
      incident: {
        externalId: 'news:ab',
        title: expect.stringMatching(/^Hello/),
        description: 'One\nTwo',
        sourceUrl: null,
      },
    });
  });
});

test('JSON of bounded depth is parsed, whatever its strings hold', () => {
  expect(parseBoundedJson('\ufeff{"a": "[[[[\\"[[["}')).toEqual({ a: '[[[["[[[' });
  expect(() => parseBoundedJson(`{"a":${'['.repeat(65)}${']'.repeat(65)}}`)).toThrow('nested deeper');
});
