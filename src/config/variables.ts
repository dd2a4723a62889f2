/** Every environment variable but those of the sources, which stand beside them in src/feeds/sources. */
import { z } from 'zod';
import { http, matching, urlOf, whole } from './parse.ts';

/** One key of the payload codec and of secrets at rest: AES-256, so 32 bytes. */
export interface EncryptionKey {
  kid: string;
  key: Buffer;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const postgres = () => urlOf(['postgres:', 'postgresql:'], 'a postgres:// connection string');
const demoKey = () =>
  matching((value) => /^vgl_\S+$/.test(value), 'an API key that begins with vgl_').optional();

/** Of the embedded stack and of every process. */
export const stackVariables = {
  PORT: whole(0, 65_535, 'a port number, 0 to 65535').default(3000),
  VIGIL_HOST: matching((value) => /^[^\s/]+$/.test(value), 'an address of this machine').optional(),
  PUBLIC_URL: http().optional(),
  VIGIL_DATA_DIR: z.string().default('.vigil'),
  LOG_LEVEL: matching((value) => LOG_LEVELS.includes(value), `one of ${LOG_LEVELS.join(', ')}`).default(
    'info',
  ),
  VIGIL_DEMO_API_KEY: demoKey(),
  VIGIL_DEMO_API_KEY_2: demoKey(),
  TEMPORAL_ADDRESS: matching((value) => /^[^\s/]+$/.test(value), 'host:port').optional(),
  TEMPORAL_UI_URL: http().optional(),
  SMTP_URL: urlOf(['smtp:', 'smtps:'], 'an smtp:// or smtps:// address').optional(),
};

export const databaseVariables = {
  DATABASE_URL: postgres(),
  DATABASE_FEED_URL: postgres().optional(),
  DATABASE_MIGRATION_URL: postgres().optional(),
};

/** Of API and worker. */
export const serviceVariables = {
  VIGIL_OPERATOR_TOKEN: matching(
    (value) => value.length >= 32,
    'a secret of 32 characters or more',
  ).optional(),
  VIGIL_CODEC: z.enum(['off', 'local'], 'must be off or local').default('off'),
  VIGIL_FEED_RATE_LIMITS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  VIGIL_FIRST_SCAN_DAYS_BACK: whole(1, 36_500, 'a number of days, 1 to 36500').optional(),
  MAIL_FROM: z.string().default('Vigil <vigil@localhost.localdomain>'),
  VIGIL_ENCRYPTION_KEYS: matching(
    (value) => parseKeys(value).every(({ kid, key }) => kid !== '' && key.length === 32),
    'comma-separated kid:base64 pairs, each key 32 bytes (openssl rand -base64 32)',
  ),
};

/** `kid:base64` pairs, separated by commas. */
export function parseKeys(value: string): EncryptionKey[] {
  return value.split(',').map((pair) => {
    const at = pair.indexOf(':');
    return { kid: pair.slice(0, Math.max(at, 0)).trim(), key: Buffer.from(pair.slice(at + 1), 'base64') };
  });
}
