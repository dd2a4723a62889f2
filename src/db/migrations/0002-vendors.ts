import { Migration } from '@mikro-orm/migrations';
import { CRITICALITIES } from '../../domain/vocabulary.ts';
import { oneOf, tenantReference, tenantTable } from './support.ts';

/** The register of a tenant's vendors. */
export class Vendors extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const CHILD = `vendor_id uuid not null, ${tenantReference('vendor_id', 'vendors', 'cascade')}`;

const STATEMENTS = [
  ...tenantTable(
    'vendors',
    `name text not null,
     legal_name text,
     website text,
     criticality text not null default 'medium' ${oneOf('criticality', CRITICALITIES)},
     owner_id uuid,
     status text not null default 'active' check (status in ('active', 'archived')),
     external_ref text,
     changed_xid xid8 not null default pg_current_xact_id(),
     ${tenantReference('owner_id', 'users')}`,
  ),
  `create index vendors_by_name on vendors (tenant_id, name, id)`,
  `create unique index vendors_external_ref on vendors (tenant_id, external_ref)`,
  `create index vendors_changed on vendors (tenant_id, changed_xid)`,
  ...tenantTable('vendor_aliases', `${CHILD} alias text not null, unique (vendor_id, alias),`),
  ...tenantTable('vendor_domains', `${CHILD} domain text not null, unique (vendor_id, domain),`),
  ...tenantTable('vendor_products', `${CHILD} name text not null, version text, cpe text,`),
  `create index vendor_products_of on vendor_products (vendor_id)`,
  ...tenantTable('vendor_contacts', `${CHILD} name text not null, email text not null, role text,`),
  `create index vendor_contacts_of on vendor_contacts (vendor_id)`,

  // A changed register row is matched again against the stored incidents of the scan windows.
  `create function vendor_changed() returns trigger language plpgsql as
   $$ begin new.changed_xid := pg_current_xact_id(); return new; end $$`,
  `create trigger vendors_changed before update of name, legal_name, website, status, criticality on vendors
   for each row execute function vendor_changed()`,
  `create function vendor_part_changed() returns trigger language plpgsql as
   $$ begin
     update vendors set changed_xid = pg_current_xact_id() where id = coalesce(new.vendor_id, old.vendor_id);
     return null;
   end $$`,
  ...['vendor_aliases', 'vendor_domains', 'vendor_products'].map(
    (table) =>
      `create trigger ${table}_changed after insert or update or delete on ${table} for each row execute function vendor_part_changed()`,
  ),
];
