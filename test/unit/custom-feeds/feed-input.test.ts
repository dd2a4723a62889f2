/** The header that a company may have sent along with its feed's requests. */
import { expect, test } from '@jest/globals';
import { checkFeed, type FeedInput } from '../../../src/services/custom-feeds/manage/feed-input.ts';

const INPUT: FeedInput = {
  name: 'News',
  kind: 'rss',
  url: 'https://feeds.example/rss',
  incident_type: 'security_alert',
  vendor: null,
  default_severity: null,
  mapping: null,
  days_back: 30,
  enabled: true,
};
const check = (name: string) => checkFeed(INPUT, { name, value: 's3cret' });

test.each([
  'Host',
  'Keep-Alive',
  'HTTP2-Settings',
  'Accept-Encoding',
  'Via',
  'Max-Forwards',
  'X-Real-IP',
  'X-Forwarded-For',
  'X-HTTP-Method-Override',
  'Sec-Fetch-Mode',
  'Origin',
])('%s is not a company’s to set', (name) => {
  expect(() => check(name)).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ path: 'auth_header.name' })] }),
  );
});

test.each(['Authorization', 'X-Api-Key', 'apikey', 'X-Auth-Token', 'Ocp-Apim-Subscription-Key'])(
  '%s is',
  (name) => {
    check(name);
  },
);
