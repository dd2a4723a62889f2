import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../db/database.ts';
import { recordAudit, recordAudits, type AuditActor } from '../access/audit/record.ts';
import type { RegisterFault, RegisterRow } from './parse-register.ts';
import { findsDuplicates, findsTargets, type Known, type Register } from './import-targets.ts';
import { insertVendors } from './insert-vendors.ts';
import { editVendor, loadVendors } from './edit-vendor.ts';
import { tidyVendor, type VendorInput } from './vendor-input.ts';

/** What became of each row, or would become of it. */
export interface ImportOutcome {
  preview: boolean;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  errors: RegisterFault[];
  vendors: { row: number; action: 'create' | 'update' | 'unchanged'; id: string | null; name: string }[];
}

/**
 * Brings a register in: a row whose id is known (or, without one, its name) updates that vendor, another one is
 * new. Columns that the register leaves out stay, and so do owners. A wrong row is told and the others go in.
 * `preview` writes nothing.
 */
export async function importVendors(
  tx: TenantTx,
  rows: RegisterRow[],
  options: { actor: AuditActor; preview?: boolean },
): Promise<ImportOutcome> {
  const preview = options.preview ?? false;
  // Two at once would both find a name that is in none of them yet.
  if (!preview)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`import/${tx.tenantId}`}, 0))`.execute(tx.sql);
  const register = await readRegister(tx);
  const outcome: ImportOutcome = {
    preview,
    rows: rows.length,
    created: 0,
    updated: 0,
    unchanged: 0,
    failed: 0,
    errors: [],
    vendors: [],
  };
  const isTwice = findsDuplicates();
  const targetFor = findsTargets(register);
  const changed = new Map<string, VendorInput>();
  const added: (VendorInput & { id: string; name: string })[] = [];
  for (const { row, vendor: given } of rows) {
    const { vendor, faults } = tidyVendor(given);
    const { exported, target, fault } = targetFor(vendor);
    if (fault) faults.push(fault);
    const twice = isTwice(vendor);
    if (twice !== null) faults.push({ path: twice, message: 'is there twice' });
    // An export names a vendor that has no id in its register by Vigil's, which does not become one.
    if (exported) vendor.external_ref = exported.external_ref;
    if (target === 'several' || faults.length > 0) {
      outcome.failed += 1;
      outcome.errors.push(...faults.map(({ path, message }) => ({ row, path: columnOf(path), message })));
      continue;
    }
    const action = target === undefined ? 'create' : differs(target, vendor) ? 'update' : 'unchanged';
    const id = target?.id ?? (preview ? null : uuidv7());
    if (target === undefined && id !== null) added.push({ ...vendor, id });
    if (target !== undefined && action === 'update') changed.set(target.id, vendor);
    outcome[action === 'create' ? 'created' : action === 'update' ? 'updated' : 'unchanged'] += 1;
    outcome.vendors.push({ row, action, id, name: vendor.name });
  }
  if (!preview) {
    await updateVendors(tx, changed);
    await insertVendors(tx, added);
    await recordChanges(tx, options.actor, register, { changed, added });
    const { created, updated, unchanged, failed } = outcome;
    await recordAudit(tx, options.actor, {
      action: 'vendor.import',
      targetType: 'vendor',
      after: { created, updated, unchanged, failed },
    });
  }
  return outcome;
}

/** A register calls its own reference `id`. */
const columnOf = (path: string): string => (path === 'external_ref' ? 'id' : path);

/** The fields that a row changes of a vendor; one that was archived is active again. */
function differences(known: Known, vendor: VendorInput): string[] {
  const given = (Object.keys(known) as (keyof Known & keyof VendorInput)[]).filter((key) => {
    const next = vendor[key];
    return next !== undefined && !isDeepStrictEqual(sorted(known[key]), sorted(next));
  });
  return known.status === 'archived' ? [...given, 'status'] : given;
}

const differs = (known: Known, vendor: VendorInput): boolean => differences(known, vendor).length > 0;

const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((item: unknown) => JSON.stringify(item)).sort() : value;

/** Audit entries of one statement. */
const ENTRIES = 1_000;

/** Says in the audit log of each vendor what was added or changed: the fields that differ, before and after. */
async function recordChanges(
  tx: TenantTx,
  actor: AuditActor,
  register: Register,
  { changed, added }: { changed: Map<string, VendorInput>; added: (VendorInput & { id: string })[] },
): Promise<void> {
  const entries = [
    ...added.map(({ id, ...after }) => ({
      action: 'vendor.create',
      targetType: 'vendor',
      targetId: id,
      after,
    })),
    ...[...changed].map(([id, vendor]) => {
      const known = register.byId.get(id);
      const fields = known ? differences(known, vendor) : [];
      const pick = (of: Partial<Record<string, unknown>>) =>
        Object.fromEntries(fields.map((field) => [field, of[field]]));
      return {
        action: 'vendor.update',
        targetType: 'vendor',
        targetId: id,
        before: pick({ ...known }),
        after: pick({ ...vendor, status: 'active' }),
      };
    }),
  ];
  for (let at = 0; at < entries.length; at += ENTRIES)
    await recordAudits(tx, actor, entries.slice(at, at + ENTRIES));
}

/** Vendors of a register that are changed at a time: they and their parts are held in memory. */
const AT_A_TIME = 200;

async function updateVendors(tx: TenantTx, changes: Map<string, VendorInput>): Promise<void> {
  const ids = [...changes.keys()];
  for (let at = 0; at < ids.length; at += AT_A_TIME) {
    for (const vendor of await loadVendors(tx, ids.slice(at, at + AT_A_TIME)))
      editVendor(tx, vendor, { ...changes.get(vendor.id), status: 'active' });
    await tx.em.flush();
    tx.em.clear();
  }
}

async function readRegister(tx: TenantTx): Promise<Register> {
  const [vendors, aliases, domains, products, contacts] = await Promise.all([
    tx.sql
      .selectFrom('vendors')
      .select(['id', 'name', 'external_ref', 'legal_name', 'website', 'criticality', 'status'])
      .execute(),
    tx.sql.selectFrom('vendor_aliases').select(['vendor_id', 'alias']).execute(),
    tx.sql.selectFrom('vendor_domains').select(['vendor_id', 'domain']).execute(),
    tx.sql.selectFrom('vendor_products').select(['vendor_id', 'name', 'version', 'cpe']).execute(),
    tx.sql.selectFrom('vendor_contacts').select(['vendor_id', 'name', 'email', 'role']).execute(),
  ]);
  const of = <T extends { vendor_id: string }>(rows: T[]) => Map.groupBy(rows, (row) => row.vendor_id);
  const [aliasesOf, domainsOf, productsOf, contactsOf] = [
    of(aliases),
    of(domains),
    of(products),
    of(contacts),
  ];
  const register: Register = { byId: new Map(), byRef: new Map(), byName: new Map() };
  for (const vendor of vendors) {
    const known: Known = {
      ...vendor,
      aliases: (aliasesOf.get(vendor.id) ?? []).map(({ alias }) => alias),
      domains: (domainsOf.get(vendor.id) ?? []).map(({ domain }) => domain),
      products: (productsOf.get(vendor.id) ?? []).map(({ name, version, cpe }) => ({ name, version, cpe })),
      contacts: (contactsOf.get(vendor.id) ?? []).map(({ name, email, role }) => ({ name, email, role })),
    };
    const name = vendor.name.toLowerCase();
    register.byName.set(name, register.byName.has(name) ? 'several' : known);
    register.byId.set(vendor.id, known);
    if (vendor.external_ref) register.byRef.set(vendor.external_ref, known);
  }
  return register;
}
