/** The environment that the embedded stack gives to its API and worker. */
import type { DatabaseConfig } from '../../config/config.ts';
import type { Environment } from '../../config/parse.ts';
import type { StackContext } from './stack-context.ts';
import type { StackSecrets } from './stack-secrets.ts';

/** Reconsider everything that a folder of old records holds. */
const ALL_DAYS = 36_500;

/** Connection strings of the embedded PostgreSQL, one per role. */
export function embeddedDatabase(passwords: StackSecrets['passwords'], address: string): DatabaseConfig {
  const url = (role: string, password: string) => `postgres://${role}:${password}@${address}/vigil`;
  return {
    url: url('vigil_app', passwords.app),
    feedUrl: url('vigil_feed', passwords.feed),
    migrationUrl: url('vigil_owner', passwords.owner),
  };
}

/** Where the demo feed server at an address plays each source, as variables; it needs no limits of rate. */
export const feedVariables = (feeds: string): Record<string, string> => ({
  NVD_BASE_URL: `${feeds}/nvd`,
  CVE_ORG_BASE_URL: `${feeds}/cve-org`,
  CVE_ORG_DELTA_URL: `${feeds}/cve-org/deltaLog.json`,
  HIBP_BASE_URL: `${feeds}/hibp`,
  KEV_URL: `${feeds}/kev.json`,
  EPSS_BASE_URL: `${feeds}/epss`,
  VIGIL_FEED_RATE_LIMITS: 'off',
});

/** Where the parts of the stack are; undefined: given from outside, the caller's environment says. */
export interface StackAddresses {
  database: DatabaseConfig;
  temporal: { address: string; ui: string } | undefined;
  feeds: string | undefined;
  smtp: string | undefined;
}

/** The owner's connection string stays with the supervisor: API and worker cannot change tables. */
export function productEnvironment(context: StackContext, addresses: StackAddresses): Environment {
  const { config, options, env, secrets } = context;
  const { database, temporal, feeds, smtp } = addresses;
  return {
    ...env,
    PORT: String(config.port),
    // Demo data and its keys are nobody else's, unless somebody says so.
    VIGIL_HOST: config.host ?? '127.0.0.1',
    // The embedded engine's Web UI has payloads decoded, for whoever sits here.
    ...(config.host === undefined && temporal !== undefined && { VIGIL_CODEC: 'local' }),
    PUBLIC_URL: config.publicUrl,
    VIGIL_DATA_DIR: context.files.folder,
    DATABASE_URL: database.url,
    DATABASE_FEED_URL: database.feedUrl,
    DATABASE_MIGRATION_URL: undefined,
    VIGIL_ENCRYPTION_KEYS: config.encryptionKeysGiven ? env['VIGIL_ENCRYPTION_KEYS'] : secrets.encryptionKeys,
    ...(temporal && { TEMPORAL_ADDRESS: temporal.address, TEMPORAL_UI_URL: temporal.ui }),
    ...(feeds !== undefined && feedVariables(feeds)),
    ...(smtp !== undefined && { SMTP_URL: `smtp://${smtp}` }),
    ...(options.records !== undefined && { VIGIL_FIRST_SCAN_DAYS_BACK: String(ALL_DAYS) }),
  };
}
