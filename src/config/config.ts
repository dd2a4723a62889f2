/** Environment → typed, validated configuration. Nothing else in the product reads `process.env`. */
import type { z } from 'zod';
import type { FeedSettings } from '../feeds/definition/feed-variable.ts';
import { feedSettings } from './feeds.ts';
import { parse, type Environment } from './parse.ts';
import { temporalConfig, type TemporalConfig } from './temporal.ts';
import {
  databaseVariables,
  parseKeys,
  serviceVariables,
  stackVariables,
  type EncryptionKey,
} from './variables.ts';

/** Connection strings, one per role; only the migration job and the embedded stack need the owner's. */
export interface DatabaseConfig {
  url: string;
  feedUrl: string | undefined;
  migrationUrl: string | undefined;
}

/** Where the sources are. `rateLimits` is false only against a local replay of recorded feeds. */
export interface FeedsConfig {
  /** Addresses and keys by source, under the names that the source gives its variables. */
  settings: Readonly<Record<string, FeedSettings>>;
  rateLimits: boolean;
}

export interface Config {
  port: number;
  /** The address to listen on; undefined: all of this machine's. */
  host: string | undefined;
  /** Where links in mails and messages point, without a trailing slash. */
  publicUrl: string;
  dataDir: string;
  logLevel: string;
  database: DatabaseConfig;
  temporal: TemporalConfig;
  feeds: FeedsConfig;
  /** Days that a tenant's first cycle looks back, of every scan type; undefined: 7 for CVEs, 30 for breaches. */
  firstScanDaysBack: number | undefined;
  mail: { smtpUrl: string | undefined; from: string };
  /** First one writes, all of them read. */
  encryptionKeys: EncryptionKey[];
  /** Whom the engine's payloads are decoded for: who has the token, or whoever sits at this machine; else nobody. */
  codec: { token: string } | 'local' | undefined;
}

/** What the embedded stack needs to know before there is a database or an engine. */
export type StackConfig = Pick<Config, 'port' | 'host' | 'publicUrl' | 'dataDir' | 'logLevel'> & {
  demoApiKeys: [string | undefined, string | undefined];
  /** Given from outside, so that the embedded one is not started. */
  database: DatabaseConfig | undefined;
  temporal: TemporalConfig | undefined;
  smtpUrl: string | undefined;
  encryptionKeysGiven: boolean;
};

const stackParts = (variables: z.output<z.ZodObject<typeof stackVariables>>) => ({
  port: variables.PORT,
  host: variables.VIGIL_HOST,
  publicUrl: (variables.PUBLIC_URL ?? `http://localhost:${variables.PORT}`).replace(/\/+$/, ''),
  dataDir: variables.VIGIL_DATA_DIR,
  logLevel: variables.LOG_LEVEL,
});

/** The database's addresses alone, for jobs that need nothing else. Throws ConfigError. */
export function loadDatabaseConfig(env: Environment): DatabaseConfig {
  const variables = parse(databaseVariables, env);
  return {
    url: variables.DATABASE_URL,
    feedUrl: variables.DATABASE_FEED_URL,
    migrationUrl: variables.DATABASE_MIGRATION_URL,
  };
}

type ServiceVariables = z.output<z.ZodObject<typeof serviceVariables>>;

/** A token goes before the machine. */
function codecOf({ VIGIL_OPERATOR_TOKEN: token, VIGIL_CODEC: codec }: ServiceVariables): Config['codec'] {
  if (token !== undefined) return { token };
  return codec === 'local' ? 'local' : undefined;
}

/** The configuration of an API or worker process. Throws ConfigError. */
export function loadConfig(env: Environment): Config {
  const variables = parse({ ...stackVariables, ...databaseVariables, ...serviceVariables }, env);
  return {
    ...stackParts(variables),
    database: loadDatabaseConfig(env),
    temporal: temporalConfig(env, variables.TEMPORAL_UI_URL),
    feeds: {
      settings: feedSettings(env),
      rateLimits: variables.VIGIL_FEED_RATE_LIMITS === 'on',
    },
    firstScanDaysBack: variables.VIGIL_FIRST_SCAN_DAYS_BACK,
    mail: { smtpUrl: variables.SMTP_URL, from: variables.MAIL_FROM },
    encryptionKeys: parseKeys(variables.VIGIL_ENCRYPTION_KEYS),
    codec: codecOf(variables),
  };
}

/** The configuration of the embedded stack's supervisor. Throws ConfigError. */
export function loadStackConfig(env: Environment): StackConfig {
  const variables = parse(stackVariables, env);
  const temporal = temporalConfig(env, variables.TEMPORAL_UI_URL);
  // A profile in Temporal's own configuration file counts as given, too.
  const temporalGiven =
    variables.TEMPORAL_ADDRESS !== undefined || temporal.connection.address !== 'localhost:7233';
  return {
    ...stackParts(variables),
    demoApiKeys: [variables.VIGIL_DEMO_API_KEY, variables.VIGIL_DEMO_API_KEY_2],
    database: env['DATABASE_URL'] ? loadDatabaseConfig(env) : undefined,
    temporal: temporalGiven ? temporal : undefined,
    smtpUrl: variables.SMTP_URL,
    encryptionKeysGiven: Boolean(env['VIGIL_ENCRYPTION_KEYS']),
  };
}
