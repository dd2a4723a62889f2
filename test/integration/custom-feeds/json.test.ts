/** JSON feeds of a company, read through their mapping. */
import { describe, expect, test } from '@jest/globals';
import { matchAll } from '../monitoring/support/rig.ts';
import { addFeed, daysAgo, incidents, read, rig, server, tenantId, useReading } from './reading-rig.ts';

useReading();

describe('a JSON feed', () => {
  const mapping = {
    items: 'data.items',
    fields: {
      id: 'ref',
      title: 'headline',
      description: 'text[]',
      severity: 'rating.level',
      cvss: 'rating["base score"]',
      url: 'links[0].href',
      published: 'at',
      vendor: 'who.name',
      product: 'who.products[].title',
      domains: 'sites[]',
    },
  };

  test('is read through its mapping', async () => {
    const at = daysAgo(1);
    const item = {
      ref: 4711,
      headline: 'Rocket leaks',
      text: ['First.', 'Second.'],
      rating: { level: 'Important', 'base score': '7.5' },
      links: [{ href: 'https://zyxquil.example/4711' }],
      at: Math.floor(at.getTime() / 1000),
      who: { name: 'Zyxquil Networks', products: [{ title: 'Rocket' }, { title: 'Sled' }] },
      sites: ['Zyxquil.example'],
    };
    server.serve.set('/json', JSON.stringify({ data: { items: [item, { ref: 1 }, 'nonsense'] } }));
    const feedId = await addFeed({ url: `${server.address}/json`, kind: 'json', mapping });
    expect(await read(feedId)).toMatchObject({ new: 1, rejected: 2 });
    expect(await incidents()).toMatchObject([
      {
        external_id: 'vendor-news:4711',
        title: 'Rocket leaks',
        description: 'First.\nSecond.',
        severity: 'high',
        cvss_score: 7.5,
        domains: ['zyxquil.example'],
        affected_products: [
          { vendor: 'Zyxquil Networks', product: 'Rocket', source: feedId },
          { vendor: 'Zyxquil Networks', product: 'Sled', source: feedId },
        ],
      },
    ]);
    expect(await matchAll(rig.db, tenantId)).toMatchObject({ matches: 1 });
  });

  test.each([
    ['nested without end', '['.repeat(100_000), 'nested deeper'],
    ['no JSON', '{"secret": "inner words', 'not whole JSON'],
    ['another shape', '{"secret": "inner words"}', 'no list of entries at data.items'],
  ])('that is %s is refused without a word of it', async (_what, document, why) => {
    server.serve.set('/json', document);
    const feedId = await addFeed({ url: `${server.address}/json`, kind: 'json', mapping });
    const error: unknown = await read(feedId).catch((reason: unknown) => reason);
    expect(String(error)).toContain(why);
    expect(String(error)).not.toContain('inner words');
  });
});
