/** Which products a CSAF advisory concerns, and which of their versions. */
import { describe, expect, test } from '@jest/globals';
import type { AffectedProduct } from '../../../src/domain/incidents/incident.ts';
import { isAffectedVersion } from '../../../src/domain/incidents/versions.ts';
import { entryOfAdvisory } from '../../../src/feeds/custom/csaf-document.ts';
import { readCsafAnswer } from '../../../src/feeds/custom/csaf-index.ts';
import { readEntry } from '../../../src/feeds/custom/read-entry.ts';
import { FEED } from './news-feed.ts';

const branch = (category: string, name: string, more: object) => ({ category, name, ...more });
const product = (id: string) => ({ product: { name: id, product_id: id } });

/** Gateway of Acme in some versions, each with its own id, and Router without any. */
function advisory(versions: Record<string, string>, statuses: Record<string, string[]>[]) {
  const released = Object.entries(versions).map(([id, name]) =>
    branch(/[<>:|]/.test(name) ? 'product_version_range' : 'product_version', name, product(id)),
  );
  const branches = [
    branch('product_name', 'Gateway', { branches: released, ...product('any-gateway') }),
    branch('product_name', 'Router', product('router')),
  ];
  return {
    document: { title: 'T', tracking: { id: 'X-1', version: '1', status: 'final' } },
    product_tree: { branches: [branch('vendor', 'Acme', { branches })] },
    vulnerabilities: statuses.map((product_status) => ({ product_status })),
  };
}

function productsOf(body: unknown, vendor: string | null = null): AffectedProduct[] {
  const read = readEntry({ ...FEED, vendor }, body, entryOfAdvisory);
  if (!('incident' in read)) throw new Error(read.reject.reason);
  return read.incident.affectedProducts;
}

const judged = (body: unknown, ...versions: string[]) =>
  versions.map((version) => isAffectedVersion(version, productsOf(body)[0]?.versions ?? []));

describe('the products of an advisory', () => {
  test.each(['fixed', 'first_fixed', 'recommended'])(
    'are those under %s where nothing is affected',
    (status) => {
      const body = advisory({ new: '4.2' }, [{ [status]: ['new', 'router'] }]);
      expect(productsOf(body).map((one) => one.product)).toEqual(['Gateway', 'Router']);
      expect(judged(body, '4.2', '4.1')).toEqual([false, 'unknown']);
    },
  );

  test('that are affected have the versions that are, whatever is fixed', () => {
    const body = advisory({ old: '<4.2', new: '4.2' }, [{ known_affected: ['old'], fixed: ['new'] }]);
    expect(judged(body, '4.1', '4.2')).toEqual([true, false]);
  });

  test('are none where each is said to be not affected, not even those of the feed’s vendor', () => {
    const fine = { known_not_affected: ['router'] };
    expect(productsOf(advisory({}, [fine]), 'Acme')).toEqual([]);
    expect(productsOf(advisory({}, [fine, { ...fine, fixed: [] }]), 'Acme')).toEqual([]);
    expect(productsOf(advisory({}, [fine, {}]), 'Acme')).toHaveLength(1);
    expect(productsOf(advisory({}, [fine, { known_affected: ['router'] }]), 'Acme')).toHaveLength(1);
  });

  test.each<[string, Record<string, boolean | 'unknown'>]>([
    ['vers:generic/>=1.0|<1.4|>=2.0|<2.2', { '1.3': true, '1.5': false, '2.1': true, '2.2': false }],
    ['vers:semver/1.0|1.1', { '1.1': true, '1.2': false }],
    ['vers:all/*', { '1.0': 'unknown' }],
    ['vers:generic/>=1.0|!=1.2|<2', { '1.2': 'unknown', '3.0': 'unknown' }],
    ['All versions < V4.2', { '4.1': true, '4.2': false }],
    ['prior to 4.2', { '4.1': true, '4.2': false }],
    ['4.1, 4.2 and 4.3', { '4.2': true, '4.4': false }],
    ['4.1 with an add-on', { '4.1': 'unknown', '5.0': 'unknown' }],
  ])('in %s', (version, expected) => {
    const body = advisory({ it: version }, [{ known_affected: ['it'] }]);
    expect(judged(body, ...Object.keys(expected))).toEqual(Object.values(expected));
  });

  test('are affected in versions that nobody names, or may be', () => {
    const all = advisory({ old: '<2.0', all: 'vers:all/*' }, [{ known_affected: ['old', 'all'] }]);
    expect(judged(all, '1.0', '3.0')).toEqual([true, true]);
    const unnamed = advisory({ old: '<2.0' }, [{ known_affected: ['old', 'any-gateway'] }]);
    expect(judged(unnamed, '1.0', '3.0')).toEqual([true, 'unknown']);
    const asked = advisory({ old: '<2.0', next: '3.0' }, [
      { known_affected: ['old'], under_investigation: ['next'] },
    ]);
    expect(judged(asked, '1.0', '3.0')).toEqual([true, 'unknown']);
  });

  test('are affected from the first and up to the last version, nobody knows how far', () => {
    const body = advisory({ first: '2.0', last: '3.0' }, [
      { first_affected: ['first'], last_affected: ['last'] },
    ]);
    expect(judged(body, '2.0', '2.5', '3.0')).toEqual([true, 'unknown', true]);
  });

  test('have more versions than are kept', () => {
    const versions = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`v${n}`, `1.${n}`]));
    const body = advisory(versions, [{ known_affected: Object.keys(versions) }]);
    expect(productsOf(body)[0]?.versions).toHaveLength(100);
    expect(judged(body, '9.9')).toEqual(['unknown']);
  });

  test('have a score without a number, which costs that score alone', () => {
    const body = advisory({}, [{ known_affected: ['router'] }]);
    const scores = [{ cvss_v3: { vectorString: 'CVSS:3.1/…' } }, { cvss_v3: { baseScore: 7 } }];
    const read = readEntry(
      FEED,
      { ...body, vulnerabilities: [{ ...body.vulnerabilities[0], scores }] },
      entryOfAdvisory,
    );
    expect(read).toMatchObject({ incident: { cvssScore: 7, affectedProducts: [{ product: 'Router' }] } });
  });
});

describe('an index', () => {
  const answer = (json: unknown, withSecret = false) =>
    readCsafAnswer(JSON.stringify(json), 'https://acme.example/csaf/provider-metadata.json', withSecret);
  const clear = { directory: { tlp_label: 'CLEAR', url: 'https://acme.example/clear' } };
  const red = { directory: { tlp_label: 'RED', url: '/red/' } };

  test('of CSAF 2.1 names directories with their TLP', () => {
    expect(answer({ distributions: [clear, red] })).toEqual({
      indexes: ['https://acme.example/clear/changes.csv'],
    });
    expect(answer({ distributions: [red, clear, { directory_url: 'old/' }] }, true)).toEqual({
      indexes: [
        'https://acme.example/red/changes.csv',
        'https://acme.example/clear/changes.csv',
        'https://acme.example/csaf/old/changes.csv',
      ],
    });
  });

  test('with one feed out of shape keeps the others', () => {
    const feeds = [null, { url: 42 }, { url: 'https://acme.example/feed.json', tlp_label: 'WHITE' }];
    expect(answer({ distributions: [{ rolie: { feeds } }] })).toEqual({
      indexes: ['https://acme.example/feed.json'],
    });
  });

  test('that holds no list is empty, and nothing is missing from it', () => {
    expect(answer({ feed: { id: 'f', entry: null } })).toMatchObject({
      documents: [],
      unreadable: 0,
      whole: false,
    });
    expect(answer({ feed: { entry: [null, { content: { src: 'a.json' } }] } })).toMatchObject({
      documents: [{ url: 'https://acme.example/csaf/a.json' }],
      unreadable: 1,
    });
  });
});
