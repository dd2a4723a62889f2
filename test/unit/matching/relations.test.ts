import { describe, expect, test } from '@jest/globals';
import { cve, incident, matched, vendor } from './cases.ts';

const breach = (title: string, domain: string, description = ''): ReturnType<typeof incident> =>
  incident({ incidentType: 'data_breach', title, domains: [domain], description });

describe('a breach of a brand', () => {
  test.each([
    ['Instagram', 'instagram.com', vendor('Meta Platforms, Inc.', { domains: ['meta.com'] })],
    ['LinkedIn', 'linkedin.com', vendor('Microsoft Ireland Ltd', { domains: ['microsoft.com'] })],
    ['Twitch', 'twitch.tv', vendor('Amazon.com, Inc.', { domains: ['amazon.com'] })],
    ['Velmorchat', 'velmorchat.com', vendor('Kintra Ltd', { products: ['Velmorchat'] })],
  ])('%s', (title, domain, row) => {
    expect(matched([row], breach(title, domain))).toEqual([row.id]);
  });

  test('not of a product that is only called like the first word', () => {
    const row = vendor('Kintra Ltd', { domains: ['kintra.com'], products: ['Velmor Chat Server'] });
    expect(matched([row], breach('Velmor', 'velmor.com'))).toEqual([]);
  });
});

describe('parts and owners of companies', () => {
  test.each([
    ['a part of the name that is a brand', vendor('Cisco Systems, Inc.'), 'Cisco Meraki', 'MX64'],
    ['a part that is a product', vendor('Kintra Ltd', { products: ['Velmor'] }), 'Kintra Velmor', 'X1'],
    ['an invented name', vendor('KinTra Inc.', { domains: ['kintra.com'] }), 'KinTra Velmora', 'X1'],
    ['a product under its former owner', vendor('SonicWall Inc.'), 'dell', 'sonicwall_totalsecure'],
    ['a company under its owner', vendor('Splunk LLC'), 'Cisco', 'Splunk Enterprise'],
    ['a brand of the group', vendor('Oracle Nederland B.V.', { domains: ['oracle.com'] }), 'mysql', 'mysql'],
    [
      'the product in place of the vendor',
      vendor('kintra GmbH', { products: ['kintra mail server'] }),
      'kintra_velmor_mail_server',
      null,
    ],
  ])('%s', (_, row, named, product) => {
    expect(matched([row], cve(named, product))).toEqual([row.id]);
  });

  test.each([
    ['another company of a longer name', vendor('Delta Air Lines'), 'Delta Electronics', 'DIAEnergie'],
    ['an add-on for it', vendor('KinTra Inc.', { domains: ['kintra.com'] }), 'KinTra Addons Ltd', 'Slider'],
    ['a project around it', vendor('KinTra Inc.', { domains: ['kintra.com'] }), 'kintra-embed_project', 'x'],
    ['a product of another maker', vendor('Splunk LLC'), 'Velmor', 'Splunk Exporter'],
  ])('not %s', (_, row, named, product) => {
    expect(matched([row], cve(named, product))).toEqual([]);
  });
});

describe('namesakes and add-ons', () => {
  const elementor = vendor('Kintrator Ltd.', { domains: ['kintrator.com'], products: ['Kintrator Pro'] });
  test.each([
    ['a plugin of that name', 'The Kintrator Slider Widgets plugin for WordPress is vulnerable to XSS.'],
    ['an extension', 'The Kintrator Toolbar extension for Joomla allows SQL injection.'],
    ['an integration', 'Velmor before 2.1 in its integration with Kintrator leaks tokens.'],
    ['not made by it', 'A third-party Kintrator client leaks tokens.'],
    ['a copy', 'A clone of Kintrator leaks tokens.'],
    ['an add-on', 'Velmor is an add-on for Kintrator that leaks tokens.'],
  ])('%s', (_, description) => {
    expect(matched([elementor], incident({ title: '', description }))).toEqual([]);
  });

  test.each([
    ['X Corp.', 'x.org'],
    ['The Rocket Science Group LLC', 'Rocket.Chat'],
    ['Oracle Elevator Company', 'oracle'],
    ['Bureau Velmoris', 'Velmoris'],
  ])('%s is not %s', (name, named) => {
    expect(matched([vendor(name, { domains: ['elsewhere.example'] })], cve(named, 'Portal'))).toEqual([]);
  });

  test('of a product whose maker nobody knows only the whole name counts', () => {
    expect(matched([elementor], cve('Unknown', 'Kintrator Pro Gallery Slider'))).toEqual([]);
  });
});

describe('an ordinary word that begins a text', () => {
  test.each([
    ['Box, Inc.', 'Box model rendering in libfoo can crash.'],
    ['Stripe, Inc.', 'Stripe size handling in mdraid is flawed.'],
    ['Orange SA', 'The orange book parser crashes.'],
    ['Gap Inc.', 'Gap buffers in the editor overflow.'],
  ])('%s', (name, description) => {
    const row = vendor(name, { domains: [`${name.split(/\W/)[0] ?? ''}.com`] });
    expect(matched([row], incident({ title: '', description }))).toEqual([]);
  });
});

describe('who assigned the CVE id', () => {
  const description = 'An out-of-bounds write in the storage driver lets local users crash the host.';
  const kintra = vendor('Kintra GmbH', { domains: ['kintra.com'], products: ['StorageCore'] });

  test('supports a vendor of that domain', () => {
    const text = incident({ title: '', description: `${description} This affects StorageCore.` });
    const alone = matched([vendor('Kintra GmbH', { domains: ['kintra.com'] })], text);
    const row = [vendor('Kintra GmbH', { domains: ['kintra.com'] })];
    const references = ['https://kintra.com/psirt/1'];
    expect(alone).toEqual([]);
    expect(matched(row, { ...text, references })).toEqual([]);
    expect(matched(row, { ...text, references, assigners: ['psirt@kintra.com'] })).toEqual([row[0]?.id]);
  });

  test('says nothing where it assigns for others', () => {
    const cisco = vendor('Cisco Systems, Inc.', { domains: ['cisco.com'] });
    const found = incident({ title: '', description, assigners: ['talos-cna@cisco.com', 'talos'] });
    expect(matched([cisco, kintra], found)).toEqual([]);
  });

  test('tells a company from its namesake', () => {
    const namesake = vendor('Norvel Industries', { aliases: ['NI'], domains: ['norvel.example'] });
    expect(matched([namesake], cve('NI', 'LabVIEW', { assigners: ['NI', 'security@ni.com'] }))).toEqual([]);
  });
});
