import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadConfig, loadStackConfig } from '../../../src/config/config.ts';
import { ConfigError, type Environment } from '../../../src/config/parse.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
import { databaseVariables, serviceVariables, stackVariables } from '../../../src/config/variables.ts';
import { FEED_VARIABLES } from '../../../src/feeds/variables.ts';

const NEEDED = { DATABASE_URL: 'postgres://a:b@h/vigil', VIGIL_ENCRYPTION_KEYS: `k1:${KEY}` };

function complaint(env: Environment): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('the configuration', () => {
  test('needs a database and encryption keys, and has defaults for the rest', () => {
    expect(complaint({})).toContain('DATABASE_URL must be set: a postgres:// connection string');
    expect(complaint({})).toContain('VIGIL_ENCRYPTION_KEYS must be set');
    const config = loadConfig(NEEDED);
    expect(config).toMatchObject({
      port: 3000,
      publicUrl: 'http://localhost:3000',
      temporal: { connection: { address: 'localhost:7233' }, namespace: 'default' },
      feeds: {
        rateLimits: true,
        settings: { nvd: { base_url: 'https://services.nvd.nist.gov/rest/json/cves/2.0' } },
      },
    });
  });

  test.each([
    ['PORT', '70000', 'PORT must be a port number, 0 to 65535'],
    ['PORT', '0x10', 'PORT must be a port number, 0 to 65535'],
    ['DATABASE_FEED_URL', 'mysql://x', 'DATABASE_FEED_URL must be a postgres:// connection string'],
    ['SMTP_URL', 'localhost:25', 'SMTP_URL must be an smtp:// or smtps:// address'],
    ['NVD_BASE_URL', 'file:///etc', 'NVD_BASE_URL must be an http:// or https:// address'],
    [
      'HIBP_INCLUDE',
      'retired, spam',
      'HIBP_INCLUDE must be some of fabricated, retired, spam_list, stealer_log, separated by commas',
    ],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent'],
    ['VIGIL_DEMO_API_KEY', 'secret', 'VIGIL_DEMO_API_KEY must be an API key that begins with vgl_'],
    ['TEMPORAL_ADDRESS', 'http://localhost:7233', 'TEMPORAL_ADDRESS must be host:port'],
  ])('names %s when it is %s', (name, value, message) => {
    expect(complaint({ ...NEEDED, [name]: value })).toBe(message);
  });

  test('never repeats a value, which may be a secret', () => {
    const message = complaint({
      ...NEEDED,
      DATABASE_URL: 'hunter2',
      VIGIL_ENCRYPTION_KEYS: 'k1:aHVudGVyMg==',
    });
    expect(message).toMatch(/DATABASE_URL must be/);
    expect(message).toMatch(/VIGIL_ENCRYPTION_KEYS must be comma-separated kid:base64 pairs/);
    expect(message).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  test('takes an empty variable as one that is not set, as containers pass them', () => {
    expect(loadConfig({ ...NEEDED, SMTP_URL: '', PORT: '' })).toMatchObject({
      port: 3000,
      mail: { smtpUrl: undefined },
    });
  });

  test('reads several encryption keys, the first of which writes', () => {
    const other = Buffer.alloc(32, 9);
    const { encryptionKeys } = loadConfig({
      ...NEEDED,
      VIGIL_ENCRYPTION_KEYS: `new:${other.toString('base64')}, old:${KEY}`,
    });
    expect(encryptionKeys.map(({ kid }) => kid)).toEqual(['new', 'old']);
    expect(encryptionKeys[0]?.key.equals(other)).toBe(true);
  });

  test('reads the usual TEMPORAL_ variables', () => {
    const env = { TEMPORAL_ADDRESS: 'temporal:7233', TEMPORAL_NAMESPACE: 'vigil', TEMPORAL_API_KEY: 'key' };
    expect(loadConfig({ ...NEEDED, ...env }).temporal).toMatchObject({
      connection: { address: 'temporal:7233', apiKey: 'key', tls: true },
      namespace: 'vigil',
    });
  });

  test('tells the embedded stack what is given from outside', () => {
    expect(loadStackConfig({})).toMatchObject({
      database: undefined,
      temporal: undefined,
      smtpUrl: undefined,
    });
    const given = loadStackConfig({
      ...NEEDED,
      TEMPORAL_ADDRESS: 'localhost:7233',
      SMTP_URL: 'smtp://mail:25',
    });
    expect(given.database?.url).toBe(NEEDED.DATABASE_URL);
    expect(given.temporal?.connection.address).toBe('localhost:7233');
    expect(given.smtpUrl).toBe('smtp://mail:25');
  });
});

describe('.env.example', () => {
  const lines = readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8').split('\n');
  const shown = lines.flatMap((line) => /^#? ?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
  const known = [
    ...Object.keys({ ...stackVariables, ...databaseVariables, ...serviceVariables }),
    ...Object.values(FEED_VARIABLES).flatMap((of) => Object.values(of).map(({ variable }) => variable)),
  ];

  test('shows every variable that API, worker and the embedded stack read', () => {
    expect(known.filter((name) => !shown.includes(name))).toEqual([]);
  });
});
