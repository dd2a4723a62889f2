import { Faker, base, en } from '@faker-js/faker';
import type { MatchableIncident, MatchableVendor } from '../../../src/domain/incidents/incident.ts';

/**
 * Incidents in the shape of NVD's, for measuring: half of them name a vendor of the register as sources do, the others
 * one that is not in it. The same every time.
 */
export function matchingIncidents(
  count: number,
  register: readonly MatchableVendor[],
  seed = 7,
): MatchableIncident[] {
  const faker = new Faker({ locale: [en, base] });
  faker.seed(seed);
  return Array.from({ length: count }, (_, at): MatchableIncident => {
    const known = at % 2 === 0 ? register[(at * 7919) % register.length] : undefined;
    const written = known?.name.replace(
      /,? (?:Inc\.|LLC|Ltd\.?|GmbH|Corp\.|S\.A\.|B\.V\.|SAS|AB|Oy|plc)$/,
      '',
    );
    const vendor = written ?? faker.company.name();
    const product =
      known?.products[0]?.name ?? `${faker.hacker.abbreviation()} ${faker.commerce.productName()}`;
    const asCpe = at % 3 === 0;
    return {
      id: `incident-${String(at)}`,
      externalId: `CVE-2026-${String(10_000 + at)}`,
      incidentType: 'cve',
      title: `CVE-2026-${String(10_000 + at)}`,
      description: `${vendor} ${product} before ${faker.system.semver()} allows ${faker.hacker.phrase()} ${faker.hacker.phrase()} ${faker.hacker.phrase()}`,
      affectedProducts: [
        {
          vendor: asCpe ? vendor.toLowerCase().replaceAll(' ', '_') : vendor,
          product: asCpe ? product.toLowerCase().replaceAll(' ', '_') : product,
          source: asCpe ? 'nvd' : 'cve-org',
        },
      ],
      domains: [],
      severity: 'high',
    };
  });
}
