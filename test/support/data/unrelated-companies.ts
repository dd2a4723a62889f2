import { Faker, base, de, en, es, fr, it, nl, pl, sv } from '@faker-js/faker';
import type { MatchableVendor } from '../../../src/domain/incidents/incident.ts';

const LEGAL_FORMS = [
  'Inc.',
  'LLC',
  'Ltd',
  'Ltd.',
  'Limited',
  'Corp.',
  'Corporation',
  'GmbH',
  'AG',
  'S.A.',
  'B.V.',
  'SAS',
  'S.p.A.',
  'AB',
  'Co., Ltd.',
  'Pty Ltd',
  'plc',
  'Oy',
  '',
];
const TRADES = [
  'Logistics',
  'Software',
  'Systems',
  'Technologies',
  'Foods',
  'Partners',
  'Consulting',
  'Solutions',
  'Group',
  'Networks',
  'Security',
  'Energy',
  'Media',
  'Health',
  'Insurance',
  'Capital',
  'Engineering',
  'Industries',
  'Labs',
  'Cloud',
  'Data',
  'Analytics',
  'Robotics',
  'Printing',
  'Catering',
  'Legal',
  'Print Services',
  'Facilities',
  'Staffing',
  'Payments',
  'Telecom',
  'Instruments',
  'Electronics',
];

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * Companies of a procurement register that no incident of a labelled set means: names of persons, places, ordinary and
 * technical words with trades and legal forms, some with web sites, products and short forms. The same every time.
 */
export function unrelatedCompanies(count: number, seed = 1): MatchableVendor[] {
  const fakers = [
    [en, base],
    [de, en, base],
    [fr, en, base],
    [es, en, base],
    [it, en, base],
    [nl, en, base],
    [pl, en, base],
    [sv, en, base],
  ].map((locale) => new Faker({ locale }));
  for (const [at, faker] of fakers.entries()) faker.seed(seed * 100 + at);
  const [english = new Faker({ locale: [en, base] })] = fakers;
  const pick = <T>(list: readonly T[]): T => english.helpers.arrayElement([...list]);
  const heads: (() => string)[] = [
    () => pick(fakers).person.lastName(),
    () => `${pick(fakers).person.lastName()} & ${pick(fakers).person.lastName()}`,
    () => pick(fakers).location.city(),
    () => capital(english.word.noun()),
    () => `${capital(english.word.adjective())} ${capital(english.word.noun())}`,
    () => capital(english.animal.type()),
    () => english.science.chemicalElement().name,
    () => english.color.human().split(' ').map(capital).join(' '),
    () => capital(english.company.buzzNoun()),
    () => english.string.alpha({ length: { min: 2, max: 4 }, casing: 'upper' }),
    () => capital(english.word.noun()) + capital(english.word.noun()),
  ];
  return Array.from({ length: count }, (_, at) => {
    const head = pick(heads)();
    const trade = english.datatype.boolean(0.7) ? ` ${pick(TRADES)}` : '';
    const name = `${head}${trade} ${pick(LEGAL_FORMS)}`.trim();
    const slug =
      `${head}${trade}`
        .toLowerCase()
        .normalize('NFKD')
        .replace(/[^a-z0-9]/g, '') || 'site';
    const long = english.datatype.boolean(0.6);
    const site = `${
      long
        ? slug
        : head
            .toLowerCase()
            .normalize('NFKD')
            .replace(/[^a-z0-9]/g, '') || 'site'
    }${pick(['.com', '.de', '.co.uk', '.example', '.eu'])}`;
    return {
      id: `unrelated-${String(at)}`,
      name,
      aliases: english.datatype.boolean(0.15) ? [head] : [],
      domains: english.datatype.boolean(0.6) ? [site] : [],
      products: english.datatype.boolean(0.2) ? [{ name: english.commerce.productName() }] : [],
    };
  });
}
