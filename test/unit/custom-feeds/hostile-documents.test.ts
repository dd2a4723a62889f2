/** Documents that are made to hold up or fill whoever parses them. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { checkXml } from '../../../src/feeds/custom/bounded-documents.ts';
import { readCsafAnswer } from '../../../src/feeds/custom/csaf-index.ts';
import { createDocumentParser, type DocumentParser } from '../../../src/feeds/custom/document-parser.ts';
import type { ParseTask } from '../../../src/feeds/custom/parse-document.ts';
import { FEED } from './news-feed.ts';

const rss = (item: string) =>
  `<rss version="2.0"><channel><title>x</title><item><title>A</title>${item}</item></channel></rss>`;
const described = (text: string) => rss(`<description>${text}</description>`);
/** What a parser that looks for the end of each goes through again and again. */
const unclosed = '<"'.repeat(100);
const times = (count: number, of: (number: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at)).join('');

describe('XML in which something is hidden from the check of it is refused', () => {
  test.each([
    ['behind a closing tag with a quote', described(`<a></a '>${unclosed}'>`)],
    ['a document type behind one', rss(`<z></z '><!DOCTYPE r [<!ENTITY a "aaaa">]>'>`)],
    ['depth behind one', rss(`<z></z '>${'<x>'.repeat(90)}${'</x>'.repeat(90)}'>`)],
    ['in an instruction without a name', described(`<?>${unclosed}'?>`)],
    ['in an instruction with a quote', described(`<?a '?>${unclosed}'?>`)],
    ['in a comment that ends at once', described(`<!--->${unclosed}'-->`)],
    ['in the shortest comment', described(`<!-->${unclosed}'-->`)],
    ['in what is no tag', described(unclosed)],
    ['in a tag whose quote is never closed', described(`<a b=">${unclosed}`)],
    ['by names that cross', rss('<a><b></a></b>')],
  ])('%s', (_where, xml) => {
    expect(() => checkXml(xml)).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  test.each([
    ['attributes on one tag', rss(`<a ${times(300, (at) => `a${at}="1" `)}/>`)],
    ['attributes', rss(times(6_000, () => `<a ${times(100, (at) => `a${at}="" `)}/>`))],
    ['names of tags', rss(times(2_000, (at) => `<a${at}/>`))],
    ['tags', rss('<a/>'.repeat(500_001))],
  ])('and so are too many %s', (what, xml) => {
    expect(() => checkXml(xml)).toThrow(new RegExp(`more than .* ${what}`));
  });
});

test('A changes.csv with a line without end is none', () => {
  expect(() => readCsafAnswer(','.repeat(1_000_000), 'https://x.example/changes.csv', false)).toThrow(
    'no CSV',
  );
});

describe('a document that takes too much', () => {
  const open: DocumentParser[] = [];
  afterAll(() => Promise.all(open.map((parser) => parser.close())));
  const parserWith = (limits: Parameters<typeof createDocumentParser>[0]) => {
    const parser = createDocumentParser(limits);
    open.push(parser);
    return parser;
  };

  const task = (text: string, feed = FEED): ParseTask & { as: 'list' } => ({
    as: 'list',
    feed,
    bytes: Buffer.from(text),
    contentType: null,
    url: 'https://x.example/',
    asked: 'https://x.example/',
    link: null,
  });
  const small = task(rss('<guid>1</guid>'));
  /** Plain, allowed, and a second of work. */
  const large = task(rss(`<link>https://x.example/</link>${'<a/>'.repeat(200_000)}`));

  /** The longest that other work of this process had to wait meanwhile, in milliseconds. */
  async function longestPause(work: Promise<unknown>): Promise<number> {
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 10);
    await work;
    clearInterval(beat);
    return longest;
  }

  test('of time is left, holds nothing up meanwhile, and the next one is read', async () => {
    const parse = parserWith({ timeMs: 100 });
    // Starts the thread; a busy machine may not manage even this one in time.
    await parse(small, 'a').catch(() => undefined);
    const left = expect(parse(large, 'a')).rejects.toMatchObject({ code: 'too_large', retryable: false });
    expect(await longestPause(left)).toBeLessThan(1_000);
    expect(await parserWith({})(small, 'a')).toMatchObject({ entries: [{ incident: { title: 'A' } }] });
  });

  test('of memory is left, and the process stands', async () => {
    const parse = parserWith({ memoryMb: 24 });
    const json = { ...FEED, kind: 'json' as const, mapping: { items: '', fields: { title: 'a' } } };
    await expect(parse(task(`[${'[],'.repeat(2_000_000)}0]`, json), 'a')).rejects.toMatchObject({
      code: 'too_large',
    });
    expect(await parse(small, 'a')).toMatchObject({ entries: [{ incident: { title: 'A' } }] });
  });

  test('keeps other tenants from nothing: each has one at a time', async () => {
    const parse = parserWith({});
    await Promise.all([parse(small, 'a'), parse(small, 'b')]);
    const order: string[] = [];
    const all = [...Array<string>(3).fill('busy'), 'other'].map((tenant) =>
      parse(tenant === 'busy' ? large : small, tenant).then(() => order.push(tenant)),
    );
    await Promise.all(all);
    expect(order[0]).toBe('other');
  });

  test('is left when nobody waits for it any more', async () => {
    const gone = new AbortController();
    const reading = parserWith({})(large, 'a', gone.signal);
    gone.abort(new Error('gone'));
    await expect(reading).rejects.toThrow('gone');
  });
});
