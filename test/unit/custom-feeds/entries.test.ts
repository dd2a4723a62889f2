/** Where the entries of a list lead, and which of them are one. */
import { describe, expect, test } from '@jest/globals';
import { keptApart } from '../../../src/feeds/custom/kept-apart.ts';
import { mappedEntry } from '../../../src/feeds/custom/mapped-json.ts';
import { readEntry } from '../../../src/feeds/custom/read-entry.ts';
import { entriesOfSyndication } from '../../../src/feeds/custom/syndication.ts';
import { FEED } from './news-feed.ts';

const ADDRESS = 'https://acme.example/feeds/news.xml';
const rss = (items: string, attributes = '') =>
  `<rss version="2.0"${attributes}><channel><title>T</title><link>https://other.example/</link>${items}</channel></rss>`;
const linksOf = (xml: string) => entriesOfSyndication(xml, 10, ADDRESS).map(({ url }) => url);

describe('the address of an entry', () => {
  test.each([
    ['/advisories/7', 'https://acme.example/advisories/7'],
    ['7.html', 'https://acme.example/feeds/7.html'],
    ['?id=7', 'https://acme.example/feeds/news.xml?id=7'],
    ['//cdn.example/7', 'https://cdn.example/7'],
    ['www.acme.example/7', 'https://www.acme.example/7'],
    ['https://b.example/a b', 'https://b.example/a b'],
    ['n/a', null],
    ['see the page', null],
  ])('%s counts from that of the feed', (link, url) => {
    expect(linksOf(rss(`<item><title>t</title><link>${link}</link></item>`))).toEqual([url]);
    const mapping = { items: '', fields: { id: 'id', url: 'url' } };
    expect(mappedEntry({ id: 1, url: link }, mapping, ADDRESS)['url']).toBe(url);
  });

  test('counts from what the document says of itself', () => {
    const item = '<item><title>t</title><link>7</link></item>';
    expect(linksOf(rss(item, ' xml:base="/news/"'))).toEqual(['https://acme.example/news/7']);
    const entry = '<entry xml:base="b/"><id>1</id><title>t</title><link href="7"/></entry>';
    expect(
      linksOf(
        `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/"><title>T</title><id>i</id>${entry}</feed>`,
      ),
    ).toEqual(['https://a.example/x/b/7']);
  });

  test('is a guid only where that is a whole one', () => {
    const items = ['17', 'https://a.example/17'].map(
      (guid) => `<item><title>t</title><guid>${guid}</guid></item>`,
    );
    expect(linksOf(rss(items.join('')))).toEqual([null, 'https://a.example/17']);
  });
});

describe('entries of one id', () => {
  const idsOf = (...entries: Record<string, string>[]) =>
    keptApart(entries.map((entry) => readEntry(FEED, { id: '0', ...entry }, (one) => one))).map((one) =>
      'incident' in one ? one.incident.externalId : one.reject.reason,
    );

  test('are two where they lead to two pages, and known again when their words change', () => {
    const [first, second] = idsOf(
      { title: 'First', url: 'https://a.example/1' },
      { title: 'Second', url: 'https://a.example/2' },
    );
    expect([first, second]).toEqual(['news:0 https://a.example/1', 'news:0 https://a.example/2']);
    expect(
      idsOf({ title: 'Changed', url: 'https://a.example/1' }, { title: 'S', url: 'https://a.example/2' })[0],
    ).toBe(first);
  });

  test('are two where they lead to one page or none and say something else', () => {
    const home = { url: 'https://a.example/' };
    expect(new Set(idsOf({ title: 'First', ...home }, { title: 'Second', ...home })).size).toBe(2);
    expect(new Set(idsOf({ title: 'One', description: 'a' }, { title: 'One', description: 'b' })).size).toBe(
      2,
    );
  });

  test('are one where they are about the same', () => {
    const page = { title: 'First', url: 'https://a.example/1' };
    expect(idsOf({ ...page, description: 'a' }, { ...page, description: 'b' })).toEqual(['news:0', 'news:0']);
    expect(idsOf({ id: '1', title: 'a' }, { id: '2', title: 'b' })).toEqual(['news:1', 'news:2']);
  });

  test('are told apart in no longer than it takes to read them', () => {
    const many = Array.from({ length: 2_000 }, (_, n) => ({
      title: 't',
      description: `${n} ${'x'.repeat(10_000)}`,
    }));
    expect(new Set(idsOf(...many)).size).toBe(2_000);
  });
});
