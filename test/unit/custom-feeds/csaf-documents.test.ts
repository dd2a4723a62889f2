/** What CSAF advisories come to, real ones among them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { entryOfAdvisory } from '../../../src/feeds/custom/csaf-document.ts';
import { readEntry } from '../../../src/feeds/custom/read-entry.ts';
import { FEED } from './news-feed.ts';

const CSAF = fileURLToPath(new URL('../../../../shared/data/csaf', import.meta.url));
const real = existsSync(CSAF) ? readdirSync(CSAF).filter((name) => name.endsWith('.json')) : [];
const withRecords = real.length > 0 ? test : test.skip;

describe('CSAF advisories of CISA (skipped where the recorded ones are not there)', () => {
  withRecords('are all read, with vendor, product, version, score and CVEs', () => {
    for (const name of real) {
      const json = JSON.parse(readFileSync(path.join(CSAF, name), 'utf8')) as unknown;
      const read = readEntry(FEED, json, entryOfAdvisory);
      if (!('incident' in read)) throw new Error(`${name}: ${read.reject.reason}`);
      const { incident } = read;
      expect(incident.externalId).toBe(`news:${path.basename(name, '.json').toUpperCase()}`);
      expect(incident.cvssScore).toBeGreaterThan(5);
      expect(incident.severityKnown).toBe(true);
      expect(incident.affectedProducts.length).toBeGreaterThan(0);
      for (const { vendor, product, versions } of incident.affectedProducts) {
        expect(vendor).toMatch(/^(Johnson Controls|Delta Electronics)/);
        expect(product).toBeTruthy();
        expect(versions?.length).toBeGreaterThan(0);
      }
      expect(JSON.stringify(incident.part)).toContain('CVE-20');
      expect(incident.sourceUrl).toMatch(/^https:\/\/www\.cisa\.gov\//);
    }
  });

  withRecords('give bounds of versions that can be compared', () => {
    const json = JSON.parse(readFileSync(path.join(CSAF, 'icsa-24-191-03.json'), 'utf8')) as unknown;
    expect(readEntry(FEED, json, entryOfAdvisory)).toMatchObject({
      incident: {
        title: 'Johnson Controls Illustra Pro Gen 4',
        severity: 'medium',
        affectedProducts: [
          {
            vendor: 'Johnson Controls',
            product: 'Illustra Pro Gen 4 Camera',
            versions: [{ versionEndIncluding: 'SS016.05.03.01.0010' }],
          },
        ],
      },
    });
  });
});

describe('a CSAF document', () => {
  const document = (changes: object = {}, tracking: object = {}) => ({
    document: {
      title: 'T',
      tracking: { id: 'X-1', version: '1', status: 'final', ...tracking },
      ...changes,
    },
  });

  test('that its publisher withdrew is withdrawn, and a draft is set aside', () => {
    expect(readEntry(FEED, document({ category: 'csaf_withdrawn' }), entryOfAdvisory)).toMatchObject({
      incident: { withdrawnAt: expect.any(String) as unknown },
    });
    expect(readEntry(FEED, document({}, { status: 'draft' }), entryOfAdvisory)).toEqual({
      reject: { reason: 'X-1 is a draft' },
    });
  });

  test('has its publisher’s severity before that of its score, and a product that is part of another', () => {
    const body = {
      ...document({ aggregate_severity: { text: 'Important' } }),
      product_tree: {
        full_product_names: [{ name: 'Engine', product_id: 'E' }],
        relationships: [
          {
            category: 'default_component_of',
            product_reference: 'E',
            relates_to_product_reference: 'Car',
            full_product_name: { name: 'Engine in Car', product_id: 'E-in-Car' },
          },
        ],
      },
      vulnerabilities: [
        {
          product_status: { known_affected: ['E-in-Car'], known_not_affected: ['E'] },
          scores: [{ cvss_v3: { baseScore: 3 } }],
        },
      ],
    };
    expect(readEntry({ ...FEED, vendor: 'Maker' }, body, entryOfAdvisory)).toMatchObject({
      incident: {
        severity: 'high',
        cvssScore: 3,
        affectedProducts: [{ vendor: 'Maker', product: 'Engine' }],
      },
    });
  });
});
