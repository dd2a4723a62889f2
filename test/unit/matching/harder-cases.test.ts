import { describe, expect, test } from '@jest/globals';
import type { AffectedVersions } from '../../../src/domain/incidents/incident.ts';
import { cve, incident, match, matched, vendor } from './cases.ts';

describe('companies that sources call by another name', () => {
  test.each([
    ['VMware → Broadcom', 'Broadcom Inc.', 'VMware', 'vCenter Server', 'part of "Broadcom Inc." since 2023'],
    ['Pulse Secure → Ivanti', 'Ivanti, Inc.', 'pulsesecure', 'pulse_connect_secure', 'Ivanti'],
    ['ManageEngine → Zoho', 'Zoho Corporation Pvt. Ltd.', 'ManageEngine', 'ADSelfService Plus', 'a brand of'],
  ])('%s', (_, name, named, product, said) => {
    const [found] = match([vendor(name)], cve(named, product));
    expect(found?.vendorId).toBe(name);
    expect(found?.reason).toContain(said);
  });

  test('the company itself is told of before its owner', () => {
    const register = [vendor('Broadcom Inc.', { domains: ['broadcom.com'] }), vendor('VMware LLC')];
    expect(matched(register, cve('VMware', 'ESXi'))).toEqual(['VMware LLC']);
  });

  test('so is a company that has the brand among its own names', () => {
    const register = [vendor('Broadcom Inc.'), vendor('Velmor Tools LLC', { aliases: ['Pivotal'] })];
    expect(matched(register, cve('pivotal_software', 'concourse'))).toEqual(['Velmor Tools LLC']);
  });

  test('a brand in running text is no match: texts are full of them', () => {
    const what = incident({ description: 'The GitHub repository of Gallery Kit leaks tokens.' });
    expect(matched([vendor('Microsoft Corporation')], what)).toEqual([]);
  });
});

describe('names in other scripts', () => {
  test.each([
    ['Cyrillic', 'ООО «Ростелеком»', 'Rostelekom'],
    ['Greek', 'Ιντρακομ Α.Ε.', 'intrakom'],
    ['Chinese, with its legal form', '小米科技有限公司', 'xiaomikeji'],
    ['Japanese, legal form first', '株式会社ヤマハ', 'Yamaha'],
    ['Korean', '주식회사 네이버', 'neibeo'],
    ['full-width letters', 'ＡＣＭＥ　Ｃｏｒｐ', 'Acme'],
  ])('%s', (_, name, named) => {
    expect(matched([vendor(name)], cve(named, 'Portal'))).toEqual([name]);
  });
});

describe('projects and the companies that share their word', () => {
  const foundation = vendor('The Apache Software Foundation', { domains: ['apache.org'] });
  const oil = vendor('Apache Corporation', { products: ['Crude oil'] });
  const scaffolding = vendor('Apache Industrial Services, Inc.', { domains: ['apacheip.com'] });

  test('"apache" is the project', () => {
    expect(matched([foundation, oil, scaffolding], cve('apache', 'http_server'))).toEqual([foundation.id]);
  });

  test('without the project in the register it is nobody', () => {
    expect(matched([oil, scaffolding], cve('Apache', 'Tomcat'))).toEqual([]);
  });

  test('"linux" is not a company that sells it', () => {
    const shop = vendor('Linux Hosting Ltd', { domains: ['linuxhosting.example'] });
    expect(matched([shop], cve('linux', 'linux_kernel'))).toEqual([]);
  });
});

describe('vendors that are hard to tell', () => {
  test('a vendor named with one common word is raised where a source names it, not for the word', () => {
    const box = vendor('Box, Inc.', { domains: ['box.com'] });
    expect(matched([box], cve('Box', 'Box Drive'))).toEqual([box.id]);
    expect(matched([box], cve('Lunary', 'lunary', { description: 'Text in a Box is not escaped.' }))).toEqual(
      [],
    );
  });

  test('a vendor without a domain is raised by its name alone', () => {
    expect(matched([vendor('Kintra Systems GmbH')], cve('kintra', 'velmor'))).toHaveLength(1);
  });

  test("a vendor that is only a CVE's platform is not raised", () => {
    const register = [vendor('Kintra Systems GmbH', { domains: ['kintra.com'], products: ['Kintra OS'] })];
    const what = cve('Velmor', 'Velmor Backup', { description: 'Velmor Backup 3 on Kintra OS leaks files.' });
    expect(matched(register, what)).toEqual([]);
  });

  test("a connector to a vendor's product is somebody else's", () => {
    const register = [vendor('Kintra Systems GmbH', { products: ['KintraMail'] })];
    expect(matched(register, cve('WPKube', 'KintraMail for WordPress'))).toEqual([]);
    expect(matched(register, cve('n/a', 'KintraMail for Windows'))).toHaveLength(1);
  });

  test('part of a compound is no name', () => {
    const what = incident({
      description: 'A flaw in the BIG-IP utility and in Handler_CFG.ashx leaks files.',
    });
    expect(matched([vendor('BIG Analytics SAS'), vendor('Clever Fox Group Ltd')], what)).toEqual([]);
  });
});

describe('further evidence', () => {
  const kintra = vendor('Kintra Systems GmbH', { domains: ['kintra.com'], products: ['Velmor'] });
  const confidence = (more: Parameters<typeof cve>[2]): number =>
    match([kintra], cve('n/a', 'Velmor', more), { min_match_confidence: 0 })[0]?.confidence ?? 0;

  test("a reference to the vendor's own site supports it, one to a site that publishes for others does not", () => {
    const without = confidence({});
    expect(confidence({ references: ['https://psirt.kintra.com/2024-1'] })).toBeGreaterThan(without);
    expect(confidence({ references: ['https://github.com/kintra/velmor', 'not a url'] })).toBe(without);
  });

  test("the package's repository names its owner", () => {
    const without = confidence({});
    const affectedProducts = (address: string) => [
      { vendor: null, product: 'Velmor', package: address, source: 'cve-org' },
    ];
    expect(
      confidence({ affectedProducts: affectedProducts('https://github.com/kintra/velmor') }),
    ).toBeGreaterThan(without);
    expect(
      confidence({ affectedProducts: affectedProducts('pkg:npm/%40kintra/velmor@1.0') }),
    ).toBeGreaterThan(without);
    expect(confidence({ affectedProducts: affectedProducts('pkg:pypi/velmor') })).toBe(without);
  });
});

describe('recorded versions', () => {
  const ranges: AffectedVersions[] = [{ versionStartIncluding: '8.0', versionEndExcluding: '9.2' }];
  const what = (versions: AffectedVersions[]) =>
    incident({ affectedProducts: [{ vendor: 'Kintra', product: 'Velmor', versions, source: 'nvd' }] });
  const row = (version: string | null) => ({
    ...vendor('Kintra Systems GmbH', { domains: ['kintra.com'] }),
    products: [{ name: 'Velmor', version }],
  });

  test('outside of all ranges they lower the confidence and the reason says so', () => {
    const [out] = match([row('9.4')], what(ranges));
    const [unknown] = match([row(null)], what(ranges));
    expect(out?.confidence).toBeLessThan(unknown?.confidence ?? 0);
    expect(out?.reason).toContain('recorded version 9.4 is not in the affected ranges');
  });

  test('inside a range the reason says so', () => {
    expect(match([row('8.5')], what(ranges))[0]?.reason).toContain('recorded version 8.5 is affected');
  });

  test.each([
    ['a version that cannot be compared', 'winter edition', ranges],
    ['an incident without ranges', '9.4', []],
  ])('%s excludes nobody', (_, version, given) => {
    expect(match([row(version)], what(given))[0]?.confidence).toBe(
      match([row(null)], what(given))[0]?.confidence,
    );
  });
});
