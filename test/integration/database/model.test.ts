import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { MODEL } from '../../../src/db/model.ts';
import { createTestDatabase, type TestDatabase } from '../../support/servers/database.ts';

/**
 * The entities describe the migrated schema. Row-level security, grants, triggers and functions are the migrations'
 * alone (catalogue.test.ts holds them), and so are the tables that only typed SQL of one module reaches.
 */
const ONLY_MIGRATED = [
  'vigil_migrations',
  'feed_pending',
  'feed_hosts',
  'request_counts',
  'config_preview_turns',
];

/** What an entity cannot express, and what the migrated database has there. */
const NOT_EXPRESSED: Record<string, string> = {
  // Indexes over expressions.
  users_email: 'CREATE UNIQUE INDEX users_email ON public.users USING btree (tenant_id, lower(email))',
  custom_feeds_name:
    'CREATE UNIQUE INDEX custom_feeds_name ON public.custom_feeds USING btree (tenant_id, lower(name)) WHERE (deleted_at IS NULL)',
  security_incidents_published:
    'CREATE INDEX security_incidents_published ON public.security_incidents USING btree (COALESCE(published_date, discovered_date) DESC, id DESC)',
  security_incidents_window:
    'CREATE INDEX security_incidents_window ON public.security_incidents USING btree (incident_type, COALESCE(modified_date, published_date, discovered_date), id)',
  // An index over a generated column, which is no property.
  custom_feed_documents_file:
    'CREATE INDEX custom_feed_documents_file ON public.custom_feed_documents USING btree (feed_id, file) WHERE (missing_since IS NULL)',
  // Constraints that take nulls for equal.
  feed_rejects_source_external_id_reason_key: 'UNIQUE NULLS NOT DISTINCT (source, external_id, reason)',
  custom_feed_rejects_feed_id_external_id_reason_key:
    'UNIQUE NULLS NOT DISTINCT (feed_id, external_id, reason)',
};

/** What MikroORM 7.2.1 reads wrongly from the database: the entity has it, and this is what is there. */
const MISREAD: Record<string, string> = {
  // A descending `id` after a column whose name contains "id" is read as ascending.
  ...Object.fromEntries(
    [
      ['audit_log_by_time', 'audit_log', 'tenant_id, occurred_at'],
      ['scans_by_time', 'scans', 'tenant_id, started_at'],
      ['security_alerts_by_time', 'security_alerts', 'tenant_id, created_at'],
      ['tracking_by_time', 'vendor_security_tracking', 'tenant_id, created_at'],
      ['messages_of', 'messages', 'user_id, created_at'],
    ].map(([name, table, columns]) => [
      name,
      `CREATE INDEX ${name} ON public.${table} USING btree (${columns} DESC, id DESC)`,
    ]),
  ),
  match_feedback_given: `CREATE INDEX match_feedback_given ON public.match_feedback USING btree (tenant_id, given_at DESC, id DESC) WHERE (verdict = 'false_positive'::text)`,
  // Half of the cast `::double precision` stays in the expression.
  ...Object.fromEntries(
    [
      ['security_incidents', 'cvss_score', 10],
      ['security_incidents', 'risk_score', 100],
      ['security_monitoring_configs', 'cve_cvss_threshold', 10],
      ['security_monitoring_configs', 'min_confidence_to_respond', 1],
      ['vendor_security_tracking', 'match_confidence', 1],
      ['vendor_security_tracking', 'risk_score', 100],
    ].map(([table, column, most]) => [
      `${table}_${column}_check`,
      `CHECK (((${column} >= (0)::double precision) AND (${column} <= (${most})::double precision)))`,
    ]),
  ),
};

const EXCEPTIONS = { ...NOT_EXPRESSED, ...MISREAD };

/** Nobody writes this generated column, so it is no property. */
const GENERATED = 'alter table "custom_feed_documents" drop column "file";';

const openModel = (ownerUrl: string) =>
  MikroORM.init({
    ...MODEL,
    clientUrl: ownerUrl,
    schemaGenerator: {
      ignorePolicies: true,
      ignoreRoutines: true,
      ignoreTriggers: true,
      skipTables: ONLY_MIGRATED,
    },
  });

let database: TestDatabase;
let orm: Awaited<ReturnType<typeof openModel>>;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await openModel(database.urls.owner);
});

afterAll(async () => {
  await orm.close(true);
  await database.drop();
});

/** The name of the index or constraint that a statement creates or drops. */
const subject = (statement: string): string =>
  /(?:index|constraint) "(\w+)"/.exec(statement)?.[1] ?? statement;

test('the entities describe the migrated schema', async () => {
  const difference = await orm.schema.getUpdateSchemaSQL({ wrap: false, safe: false });
  const statements = difference.split('\n').filter((line) => line !== '' && line !== GENERATED);
  expect(statements.filter((statement) => !(subject(statement) in EXCEPTIONS))).toEqual([]);
  // An exception that is none any more goes.
  expect(Object.keys(EXCEPTIONS).filter((name) => !statements.some((s) => subject(s) === name))).toEqual([]);
});

test('what the entities cannot describe is as the migrations made it', async () => {
  const client = new pg.Client({ connectionString: database.urls.superuser });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; definition: string }>(
      `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conname = any ($1)
       union all
       select indexname, indexdef from pg_indexes
       where indexname = any ($1) and indexname not in (select conname from pg_constraint)`,
      [Object.keys(EXCEPTIONS)],
    );
    expect(Object.fromEntries(rows.map(({ name, definition }) => [name, definition]))).toEqual(EXCEPTIONS);
  } finally {
    await client.end();
  }
});
