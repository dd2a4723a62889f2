import { describe, expect, test } from '@jest/globals';
import { checkAddress } from '../../../src/feeds/guard/judge-address.ts';
import { notPublic } from '../../../src/feeds/guard/public-address.ts';

describe('an address of the public internet', () => {
  test.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    '%s is one',
    (address) => expect(notPublic(address)).toBeNull(),
  );

  test.each([
    '127.0.0.1',
    '127.8.9.10',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '64:ff9b::a00:1',
    '64:ff9b:1::808:808',
    '2002:7f00:1::',
    '2002:808:808::',
    '2001::1',
    'fe80::1',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001:db8::1',
    '4000::1',
    'no address',
  ])('%s is none', (address) => expect(notPublic(address)).not.toBeNull());
});

describe('what a tenant may give as an address', () => {
  test.each([
    ['http://127.0.0.1/', 'loopback'],
    ['http://2130706433/', 'loopback'],
    ['http://0x7f000001/', 'loopback'],
    ['http://0177.0.0.1/', 'loopback'],
    ['http://127.1/', 'loopback'],
    ['http://127.0.0.1./', 'loopback'],
    ['http://①②⑦.⓪.⓪.①/', 'loopback'],
    ['http://[::1]/', 'loopback'],
    ['http://[::ffff:127.0.0.1]/', 'loopback'],
    ['http://[::ffff:7f00:1]/', 'loopback'],
    ['http://[64:ff9b::7f00:1]/', 'loopback'],
    ['http://169.254.169.254/latest/meta-data/', 'link-local'],
    ['http://10.1.2.3/', 'private'],
    ['http://[fd00::1]/', 'private'],
    ['http://localhost/', 'no name of the public internet'],
    ['http://feeds.localhost./', 'no name of the public internet'],
    ['http://vm/', 'no name of the public internet'],
    ['http://metadata.google.internal/', 'no name of the public internet'],
    ['http://api.default.svc/', 'no name of the public internet'],
    ['http://printer.local./', 'no name of the public internet'],
    ['http://1.0.0.127.in-addr.arpa/', 'no name of the public internet'],
    ['http://user@feeds.example/', 'user or password'],
    ['https://:secret@feeds.example/', 'user or password'],
    ['http://feeds.example:22/', 'Port 22'],
    ['http://feeds.example:5432/', 'Port 5432'],
    ['ftp://feeds.example/', 'Only http'],
    ['file:///etc/passwd', 'Only http'],
    ['javascript:alert(1)', 'Only http'],
    ['feeds.example/rss', 'not a URL'],
    [`https://feeds.example/${'a'.repeat(2_001)}`, 'not a URL'],
  ])('%s is refused, since it is %s', (address, why) => {
    expect(() => checkAddress(address)).toThrow(expect.objectContaining({ code: 'refused' }));
    expect(() => checkAddress(address)).toThrow(why);
  });

  test.each([
    'https://feeds.example/rss?a=1',
    'http://feeds.example:8080/',
    'https://[2606:4700::1111]/feed',
  ])('%s is taken', (address) => expect(checkAddress(address).href).toBe(address));
});
