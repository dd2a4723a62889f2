import fc from '../../support/fast-check.ts';
import { incident, vendor } from './cases.ts';

const WORDS = [
  'Delta',
  'Electronics',
  'Juniper',
  'Networks',
  'Oracle',
  'Box',
  'Systems',
  'Kintra',
  'Kintar',
  'Velmor',
  'Velmors',
  'Data',
  'Cloud',
  'Acme',
  'Manager',
  'Server',
  'Inc.',
  'GmbH',
  'VMware',
  'Pivotal',
  'Software',
  'Broadcom',
  'Apache',
];
const word = fc.constantFrom(...WORDS);
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const site = word.map((name) => `${name.toLowerCase().replace(/\W/g, '')}.com`);
/** Registers of rows that share words, sites and products. */
export const register = fc
  .array(
    fc.record({
      name: phrase,
      aliases: fc.array(phrase, { maxLength: 2 }),
      sites: fc.array(site, { maxLength: 2 }),
      products: fc.array(phrase, { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) =>
    rows.map(({ name, aliases, sites, products }, at) => ({
      ...vendor(name, { aliases, domains: sites, products }),
      id: `row ${String(at).padStart(2, '0')}`,
    })),
  );
const named = fc.oneof(phrase, fc.constantFrom('Kintrra', 'acmecloud', 'getacme', 'n/a', 'Velmro'));
/** Incidents that name, misspell, mention or leave out the rows of such registers. */
export const happening = fc
  .record({
    kind: fc.constantFrom('cve' as const, 'data_breach' as const),
    products: fc.array(fc.record({ vendor: fc.option(named), product: fc.option(phrase) }), { maxLength: 3 }),
    title: phrase,
    text: fc.array(fc.oneof(word, fc.constantFrom('in', 'a flaw', 'plugin for', 'data', '.')), {
      maxLength: 12,
    }),
    domains: fc.array(site, { maxLength: 1 }),
    references: fc.array(site, { maxLength: 2 }),
    assigners: fc.array(
      fc.oneof(
        word,
        site.map((host) => `psirt@${host}`),
      ),
      { maxLength: 2 },
    ),
  })
  .map(({ kind, products, title, text, domains, references, assigners }) =>
    incident({
      incidentType: kind,
      title,
      description: text.join(' '),
      affectedProducts: products.map((entry) => ({ ...entry, source: 'nvd' })),
      domains: kind === 'data_breach' ? domains : [],
      references: references.map((host) => `https://www.${host}/advisory`),
      assigners,
    }),
  );
