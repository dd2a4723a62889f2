/** Building blocks of the migrations: every tenant table gets the same isolation, so none can be forgotten. */

/** The tenant of the running transaction; an empty setting (as after a commit) means none. */
export const CURRENT_TENANT = `nullif(current_setting('app.tenant_id', true), '')::uuid`;

export interface TenantTableOptions {
  /** The application role may only insert and read (audit log, timeline). */
  appendOnly?: boolean;
  /** Further condition of the write check, e.g. that a referenced incident is visible. */
  check?: string;
}

/** True for rows whose incident the tenant may see; row-level security narrows the inner select. */
export const VISIBLE_INCIDENT = 'exists (select 1 from security_incidents i where i.id = incident_id)';

/**
 * SQL of a table that belongs to tenants: id, tenant, times, forced row-level security, grants.
 * `columns` is the body between the common columns, each line ending in a comma.
 */
export function tenantTable(name: string, columns: string, options: TenantTableOptions = {}): string[] {
  const own = `tenant_id = ${CURRENT_TENANT}`;
  const check = options.check ? `${own} and ${options.check}` : own;
  return [
    `create table ${name} (
      id uuid primary key,
      tenant_id uuid not null references tenants (id),
      ${columns}
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (tenant_id, id)
    )`,
    ...isolate(name, own, check),
    `grant ${options.appendOnly ? 'select, insert' : 'select, insert, update, delete'} on ${name} to vigil_app`,
    ...(options.appendOnly ? [] : [touchOnUpdate(name)]),
  ];
}

/** Forces row-level security on a table with one policy for the application role. */
export function isolate(name: string, using: string, check: string): string[] {
  return [
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    `create policy tenant_isolation on ${name} to vigil_app using (${using}) with check (${check})`,
  ];
}

/** Keeps `updated_at` true whoever writes. */
export function touchOnUpdate(name: string): string {
  return `create trigger ${name}_updated before update on ${name} for each row execute function set_updated_at()`;
}

/** A composite foreign key: a plain one passes row-level security and could point into another tenant. */
export function tenantReference(column: string, table: string, onDelete = 'restrict'): string {
  return `foreign key (tenant_id, ${column}) references ${table} (tenant_id, id) on delete ${onDelete},`;
}

/** A `check` that a text column holds one of the words of an enumeration. */
export function oneOf(column: string, words: readonly string[]): string {
  return `check (${column} in (${words.map((word) => `'${word}'`).join(', ')}))`;
}

/** A table of the whole installation, written by the feed role and read by everybody. */
export function sharedTable(name: string, columns: string): string[] {
  return [
    `create table ${name} (${columns}, created_at timestamptz not null default now(), updated_at timestamptz not null default now())`,
    `grant select, insert, update, delete on ${name} to vigil_feed`,
    `grant select on ${name} to vigil_app`,
    touchOnUpdate(name),
  ];
}
