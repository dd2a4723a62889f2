/** Environment → typed, validated configuration. Nothing else in the product reads `process.env`. */
import { z } from 'zod';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import type { FeedSettings, FeedVariable } from '../feeds/definition/define-feed.ts';
import { FEEDS } from '../feeds/registry.ts';

/** Environment variables as Node gives them; an empty one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One key of the payload codec and of secrets at rest: AES-256, so 32 bytes. */
export interface EncryptionKey {
  kid: string;
  key: Buffer;
}

/** Connection strings, one per role; only the migration job and the embedded stack need the owner's. */
export interface DatabaseConfig {
  url: string;
  feedUrl: string | undefined;
  migrationUrl: string | undefined;
}

/** How to reach the Temporal service; `connection` fits both the client's and the worker's `connect`. */
export interface TemporalConfig {
  connection: Pick<NativeConnectionOptions, 'apiKey' | 'tls' | 'metadata'> & { address: string };
  namespace: string;
  /** Base address of the Temporal Web UI, for links to a workflow. */
  uiUrl: string | undefined;
}

/** Where the sources are. `rateLimits` is false only against a local replay of recorded feeds. */
export interface FeedsConfig {
  /** Addresses and keys by source, under the names that the source gives its variables. */
  settings: Readonly<Record<string, FeedSettings>>;
  rateLimits: boolean;
}

export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  audience: string | undefined;
}

export interface Config {
  port: number;
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
  oidc: OidcConfig | undefined;
}

/** What the embedded stack needs to know before there is a database or an engine. */
export type StackConfig = Pick<Config, 'port' | 'publicUrl' | 'dataDir' | 'logLevel'> & {
  demoApiKeys: [string | undefined, string | undefined];
  /** Given from outside, so that the embedded one is not started. */
  database: DatabaseConfig | undefined;
  temporal: TemporalConfig | undefined;
  smtpUrl: string | undefined;
  encryptionKeysGiven: boolean;
};

/** A variable that is missing or malformed; the message names each with what it should be, never its value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const matching = (test: (value: string) => boolean, should: string) =>
  z.string(`must be set: ${should}`).refine(test, `must be ${should}`);
const urlOf = (protocols: string[], should: string) =>
  matching((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), should);
const whole = (min: number, max: number, should: string) =>
  matching((value) => /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max, should).transform(
    Number,
  );

const http = () => urlOf(['http:', 'https:'], 'an http:// or https:// address');
const postgres = () => urlOf(['postgres:', 'postgresql:'], 'a postgres:// connection string');
const demoKey = () =>
  matching((value) => /^vgl_\S+$/.test(value), 'an API key that begins with vgl_').optional();

const stackVariables = {
  PORT: whole(0, 65_535, 'a port number, 0 to 65535').default(3000),
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

const databaseVariables = {
  DATABASE_URL: postgres(),
  DATABASE_FEED_URL: postgres().optional(),
  DATABASE_MIGRATION_URL: postgres().optional(),
};

const serviceVariables = {
  VIGIL_FEED_RATE_LIMITS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  VIGIL_FIRST_SCAN_DAYS_BACK: whole(1, 36_500, 'a number of days, 1 to 36500').optional(),
  MAIL_FROM: z.string().default('Vigil <vigil@localhost.localdomain>'),
  VIGIL_ENCRYPTION_KEYS: matching(
    (value) => parseKeys(value).every(({ kid, key }) => kid !== '' && key.length === 32),
    'comma-separated kid:base64 pairs, each key 32 bytes (openssl rand -base64 32)',
  ),
  OIDC_ISSUER: http().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_AUDIENCE: z.string().optional(),
};

function parseKeys(value: string): EncryptionKey[] {
  return value.split(',').map((pair) => {
    const at = pair.indexOf(':');
    return { kid: pair.slice(0, Math.max(at, 0)).trim(), key: Buffer.from(pair.slice(at + 1), 'base64') };
  });
}

function parse<T extends z.ZodRawShape>(shape: T, env: Environment): z.output<z.ZodObject<T>> {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = z.object(shape).safeParse(set);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'),
  );
}

const stackParts = (variables: z.output<z.ZodObject<typeof stackVariables>>) => ({
  port: variables.PORT,
  publicUrl: (variables.PUBLIC_URL ?? `http://localhost:${variables.PORT}`).replace(/\/+$/, ''),
  dataDir: variables.VIGIL_DATA_DIR,
  logLevel: variables.LOG_LEVEL,
});

const wordsOf = (words: readonly string[]) =>
  matching(
    (value) => value.split(',').every((word) => words.includes(word.trim())),
    `some of ${words.join(', ')}, separated by commas`,
  ).optional();

const feedVariable = ({ default: address, words }: FeedVariable) =>
  address !== undefined
    ? http().default(address)
    : words !== undefined
      ? wordsOf(words)
      : z.string().optional();

/** The values of each source's own variables. */
function feedSettings(env: Environment): FeedsConfig['settings'] {
  const all = FEEDS.flatMap((feed) => Object.values(feed.variables));
  const shape = Object.fromEntries(all.map((variable) => [variable.variable, feedVariable(variable)]));
  const values = parse(shape, env) as FeedSettings;
  return Object.fromEntries(
    FEEDS.map(({ source, variables }) => [
      source,
      Object.fromEntries(Object.entries(variables).map(([name, { variable }]) => [name, values[variable]])),
    ]),
  );
}

function temporalConfig(env: Environment, uiUrl: string | undefined): TemporalConfig {
  const overrideEnvVars = Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars });
  const { address, apiKey, tls, metadata } = connectionOptions;
  return {
    connection: {
      address: address ?? 'localhost:7233',
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(tls === undefined ? {} : { tls }),
      ...(metadata === undefined ? {} : { metadata }),
    },
    namespace: namespace ?? 'default',
    uiUrl: uiUrl?.replace(/\/+$/, ''),
  };
}

/** The database's addresses alone, for jobs that need nothing else. Throws ConfigError. */
export function loadDatabaseConfig(env: Environment): DatabaseConfig {
  const variables = parse(databaseVariables, env);
  return {
    url: variables.DATABASE_URL,
    feedUrl: variables.DATABASE_FEED_URL,
    migrationUrl: variables.DATABASE_MIGRATION_URL,
  };
}

/** The configuration of an API or worker process. Throws ConfigError. */
export function loadConfig(env: Environment): Config {
  const variables = parse({ ...stackVariables, ...databaseVariables, ...serviceVariables }, env);
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = variables;
  if ((issuer === undefined) !== (clientId === undefined)) {
    throw new ConfigError('OIDC_ISSUER and OIDC_CLIENT_ID must be set together');
  }
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
    oidc:
      issuer === undefined || clientId === undefined
        ? undefined
        : { issuer, clientId, clientSecret: variables.OIDC_CLIENT_SECRET, audience: variables.OIDC_AUDIENCE },
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
