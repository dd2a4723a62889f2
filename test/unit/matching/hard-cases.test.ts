import { describe, expect, test } from '@jest/globals';
import { cve, incident, match, matched, vendor } from './cases.ts';

const rapid7 = vendor('Rapid7, Inc.', { domains: ['https://www.rapid7.com/'], products: ['InsightVM'] });

describe('companies that look alike', () => {
  const cisco = vendor('Cisco Systems, Inc.', { domains: ['cisco.com'] });
  const sysco = vendor('Sysco Corporation', { domains: ['sysco.com'], products: ['Food distribution'] });
  const progress = vendor('Progress Software Corporation', {
    domains: ['progress.com'],
    products: ['MOVEit'],
  });
  const progressive = vendor('Progressive Casualty Insurance Company', { domains: ['progressive.com'] });
  const deltaElectronics = vendor('Delta Electronics, Inc.', { domains: ['deltaww.com'] });
  const deltaDental = vendor('Delta Dental Plans Association', { domains: ['deltadental.com'] });
  const networks = vendor('Juniper Networks, Inc.', { domains: ['juniper.net'] });
  const pharmaceuticals = vendor('Juniper Pharmaceuticals, Inc.', { domains: ['juniperpharma.com'] });
  const oracle = vendor('Oracle America, Inc.', { domains: ['oracle.com'] });
  const lighting = vendor('Oracle Lighting', { domains: ['oraclelights.com'], products: ['LED lighting'] });
  const hp = vendor('HP Inc.', { domains: ['hp.com'] });
  const hpe = vendor('Hewlett Packard Enterprise Company', { domains: ['hpe.com'], aliases: ['HPE'] });

  test.each([
    ['Cisco, not Sysco', [cisco, sysco], cve('Cisco', 'IOS XE Software'), [cisco.id]],
    ['Sysco, not Cisco', [cisco, sysco], cve('Sysco', 'Ordering portal'), [sysco.id]],
    [
      'Progress, not Progressive',
      [progress, progressive],
      cve('Progress Software', 'Flowmon'),
      [progress.id],
    ],
    ['Progressive alone is not raised for Progress', [progressive], cve('progress', 'moveit_transfer'), []],
    [
      'Delta Electronics, not Delta Dental',
      [deltaElectronics, deltaDental],
      cve('Delta Electronics', 'DIAEnergie'),
      [deltaElectronics.id],
    ],
    [
      'Delta Dental alone is not raised for Delta Electronics',
      [deltaDental],
      cve('Delta Electronics', 'DIAEnergie'),
      [],
    ],
    [
      'Juniper Networks, not Juniper Pharmaceuticals',
      [networks, pharmaceuticals],
      cve('juniper', 'junos'),
      [networks.id],
    ],
    [
      'Juniper Pharmaceuticals alone is not raised',
      [pharmaceuticals],
      cve('Juniper Networks', 'Junos OS'),
      [],
    ],
    ['Oracle, not Oracle Lighting', [oracle, lighting], cve('oracle', 'weblogic_server'), [oracle.id]],
    ['HP, not HPE', [hp, hpe], cve('HP Inc.', 'LaserJet Pro'), [hp.id]],
    ['HPE, not HP', [hp, hpe], cve('Hewlett Packard Enterprise (HPE)', 'iLO 5'), [hpe.id]],
  ])('%s', (_, register, what, expected) => {
    expect(matched(register, what)).toEqual(expected);
  });
});

describe('names as registers and feeds write them', () => {
  test.each([
    ['legal form, case and punctuation', 'ELECOM CO., LTD.', 'Elecom Co.,Ltd'],
    ['accents', 'Dassault Systèmes SE', 'dassault systemes'],
    ['& and "and"', 'Becton, Dickinson & Company', 'Becton Dickinson and Co'],
    ['words run together', 'Schneider Electric SE', 'schneider-electric'],
    ['a bracket in the register', 'International Business Machines Corporation (IBM)', 'ibm'],
    ['a trading name', 'Raintank, Inc. dba Grafana Labs', 'Grafana Labs'],
    ['a city before the name', 'Hangzhou Hikvision Digital Technology Co., Ltd.', 'hikvision'],
    ['a suffix glued to the name', 'Shenzhen Tenda Technology Co.,Ltd.', 'tendacn'],
    ['swapped letters in the register', 'Logitceh Europe S.A.', 'Logitech'],
    ['a missing letter in the register', 'Panasnic Holdings Corp.', 'Panasonic'],
  ])('%s does not count', (_, name, named) => {
    expect(matched([vendor(name)], cve(named, 'Some product'))).toEqual([name]);
  });

  test('a web site is enough where the vendor is written as in it', () => {
    expect(
      matched([vendor('Delta Electronics, Inc.', { domains: ['deltaww.com'] })], cve('deltaww', 'tpeditor')),
    ).toHaveLength(1);
  });
});

describe('mentions that name nobody', () => {
  const automattic = vendor('Automattic Inc.', {
    aliases: ['WordPress'],
    domains: ['wordpress.com'],
    products: ['WordPress VIP'],
  });
  const microsoft = vendor('Microsoft Corporation', { domains: ['microsoft.com'], products: ['Windows'] });
  const register = [automattic, microsoft];

  test('a platform is not affected by a plugin for it, whether the source names the maker or not', () => {
    const description = 'The Gallery Kit plugin for WordPress is vulnerable to XSS when run on Windows.';
    expect(matched(register, cve('Kitmaker', 'Gallery Kit', { description }))).toEqual([]);
    expect(matched(register, incident({ description }))).toEqual([]);
  });

  test("a fan site is not the company's", () => {
    const what = incident({
      incidentType: 'data_breach',
      title: 'BlackBerry Fans',
      domains: ['blackberryfans.org'],
      description: 'The enthusiasts website BlackBerry Fans suffered a breach.',
    });
    expect(matched([vendor('BlackBerry Limited', { domains: ['blackberry.com'] })], what)).toEqual([]);
  });

  test('an ordinary word is not a name, at the start of a sentence either', () => {
    const register = [
      vendor('Progress Software Corporation', { domains: ['progress.com'] }),
      vendor('Box, Inc.', { domains: ['box.com'] }),
    ];
    const description = 'The download is in progress. Progress bars and a text box accept script.';
    expect(matched(register, incident({ description }))).toEqual([]);
    expect(
      matched(register, incident({ description: 'Progress Flowmon before 12 accepts script.' })),
    ).toHaveLength(1);
  });

  test('one generic product word of another maker is no match', () => {
    expect(
      matched([vendor('Norfolk Industries Ltd', { products: ['Manager'] })], cve('Accutech', 'Manager')),
    ).toEqual([]);
  });
});

describe('what is enough', () => {
  test('a product of a rare name, though nobody names the vendor', () => {
    expect(
      matched(
        [vendor('Raintank, Inc.', { products: ['Grafana'] })],
        cve('n/a', 'Grafana', { description: 'Grafana before 9.2 allows XSS.' }),
      ),
    ).toHaveLength(1);
  });

  test('an equal registrable domain, by itself', () => {
    const what = incident({
      incidentType: 'data_breach',
      title: 'Public data',
      domains: ['www.bvdinfo.com'],
    });
    const [found] = match([vendor('Bureau van Dijk', { domains: ['https://bvdinfo.com/en'] })], what);
    expect(found?.confidence).toBeGreaterThan(0.8);
    expect(found?.evidence[0]).toMatchObject({
      strategy: 'domain',
      incident_value: 'bvdinfo.com',
      vendor_value: 'bvdinfo.com',
    });
  });

  test('the text, where no source names a vendor', () => {
    const description = 'A vulnerability was found in Tenda AC10U 15.03 and classified as critical.';
    expect(matched([vendor('Shenzhen Tenda Technology Co.,Ltd.')], incident({ description }))).toHaveLength(
      1,
    );
  });

  test('several vendors of one incident are all raised', () => {
    const what = incident({
      affectedProducts: [
        { vendor: 'redhat', product: 'enterprise_linux', source: 'nvd' },
        { vendor: 'netapp', product: 'ontap', source: 'nvd' },
      ],
    });
    expect(matched([vendor('Red Hat, Inc.'), vendor('NetApp Inc.')], what).sort()).toEqual([
      'NetApp Inc.',
      'Red Hat, Inc.',
    ]);
  });
});

test('the reason is a sentence that a reviewer can check', () => {
  const [found] = match([rapid7], cve('Rapid7', 'InsightVM'));
  expect(found?.reason).toBe(
    '"Rapid7, Inc." is the named vendor "Rapid7" of the affected product "InsightVM" (CNA); its web site rapid7.com agrees; its product "InsightVM" agrees.',
  );
});

test('the reason says what speaks against a match', () => {
  const register = [
    vendor('Elastic Path Software Inc.', { domains: ['elasticpath.com'] }),
    vendor('Elasticsearch B.V.', { domains: ['elastic.co'] }),
  ];
  const weaker = match(register, cve('Elastic', 'Kibana'), { min_match_confidence: 0 }).find(({ vendorId }) =>
    vendorId.startsWith('Elastic Path'),
  );
  expect(weaker?.confidence).toBeLessThan(0.5);
  expect(weaker?.reason).toContain(
    'Against it: "Elasticsearch B.V." fits better, that is only a part of its name, its web site has a longer name.',
  );
});
