/** Walks over an NVD whose records come and go between two pages. */
import { describe, expect, test } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { sized } from '../../support/size.ts';
import type { NvdPage } from '../../../src/feeds/definition/feed-clients.ts';
import { beginWalk, nextWalk, type NvdWalk } from '../../../src/feeds/sources/nvd/walk.ts';

const NOW = '2026-11-22T12:00:00.000Z';

const walkFrom = (since: string) =>
  beginWalk({ since, now: NOW, position: { cursor: {}, freshUntil: null, coveredFrom: null } });

const windowWalk = () => walkFrom('2026-11-15T12:00:00.000Z');
const catalogueWalk = () => walkFrom('1999-01-01T00:00:00.000Z');

function pageOf(listed: readonly string[], startIndex: number, size: number): NvdPage {
  const ids = listed.slice(startIndex, startIndex + size);
  const next = startIndex + ids.length;
  return {
    records: ids.map((id) => ({
      externalId: id,
      contentHash: id,
      modifiedDate: NOW,
      read: () => ({ omitted: { externalId: id, reason: 'of a test' } }),
    })),
    startIndex,
    totalResults: listed.length,
    nextStartIndex: next < listed.length ? next : null,
    timestamp: NOW,
  };
}

/** Reads to the end; `change` is what happens at NVD after each page. What was read, and by how many requests. */
function read(
  begin: NvdWalk,
  size: number,
  listed: string[],
  change: (page: number) => string[] | undefined,
) {
  const got = new Set<string>();
  let now = listed;
  let requests = 0;
  for (let walk: NvdWalk | null = begin; walk !== null; requests += 1) {
    if (requests > 1_000) throw new Error('It reads for ever');
    const page = pageOf(now, walk.startIndex, size);
    for (const { externalId } of page.records) got.add(externalId ?? '');
    walk = nextWalk(walk, page);
    now = change(requests) ?? now;
  }
  return { got, requests };
}

const ids = (count: number) => Array.from({ length: count }, (_, number) => `CVE-${number}`);

describe('a walk', () => {
  test('over what keeps still gives every page its end again, and nothing else twice', () => {
    expect(read(windowWalk(), 100, ids(1_000), () => undefined)).toEqual({
      got: new Set(ids(1_000)),
      requests: 11,
    });
    expect(read(catalogueWalk(), 2_000, ids(300_000), () => undefined).requests).toBe(151);
  });

  test('whose records move up behind an unchanged total reads the one that moved across', () => {
    const all = ids(300);
    const { got } = read(windowWalk(), 100, all, (page) =>
      page === 0 ? [...all.slice(1), 'new'] : undefined,
    );
    expect([...all.slice(1), 'new'].filter((id) => !got.has(id))).toEqual([]);
  });

  test('of which half a window leaves at once goes back as far as it must', () => {
    const all = ids(1_000);
    const left = all.filter((_, number) => number % 2 === 0 || number >= 600);
    const { got, requests } = read(windowWalk(), 100, all, (page) => (page === 5 ? left : undefined));
    expect(left.filter((id) => !got.has(id))).toEqual([]);
    expect(requests).toBeLessThan(30);
  });

  test('ends where its window has become empty', () => {
    expect(read(windowWalk(), 100, ids(300), (page) => (page === 1 ? [] : undefined)).requests).toBeLessThan(
      5,
    );
  });

  test('of one record a page comes to its end', () => {
    expect(read(windowWalk(), 1, ids(5), () => undefined)).toEqual({ got: new Set(ids(5)), requests: 5 });
  });
});

/** What happens between two pages: those that leave by their place, and those that enter at a place. */
const happening = fc.record({
  leave: fc.array(fc.nat(200), { maxLength: 40 }),
  enter: fc.array(fc.nat(200), { maxLength: 40 }),
});

test.each([
  ['a window', windowWalk],
  ['the catalogue', catalogueWalk],
])('whatever comes and goes, %s gives every record that was there all the time', (_, begin) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 2, max: 60 }),
      fc.array(happening, { maxLength: 8 }),
      (count, size, happenings) => {
        let now = ids(count);
        const stayed = new Set(now);
        let entered = 0;
        const { got } = read(begin(), size, now, (page) => {
          const { leave = [], enter = [] } = happenings[page] ?? {};
          const gone = new Set(leave.map((place) => now[place % Math.max(1, now.length)]));
          now = now.filter((id) => !gone.has(id));
          for (const id of gone) stayed.delete(id ?? '');
          for (const place of enter)
            now = now.toSpliced(place % (now.length + 1), 0, `entered-${(entered += 1)}`);
          return now;
        });
        expect([...stayed].filter((id) => !got.has(id))).toEqual([]);
      },
    ),
    { numRuns: sized(500, 5000) },
  );
});
