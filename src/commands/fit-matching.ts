import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { ConfigError, type Environment } from '../config/parse.ts';
import { openDatabase } from '../db/database.ts';
import { listTenants } from '../db/seed/create-tenant.ts';
import { databaseOf } from './database-of.ts';
import { fitLabelledSet } from './fit-labelled-set.ts';
import { LABELLED_OPTIONS } from './labelled-files.ts';
import { fitTenant, type TenantFit } from '../services/insight/refit/fit-tenant.ts';

const USAGE = `npm run --silent fit-matching -- --tenant SLUG [--apply [--force] | --withdraw]
npm run --silent fit-matching -- --vendors F --incidents F --labels F [--unrelated F]`;

const OPTIONS = {
  tenant: { type: 'string' },
  apply: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  withdraw: { type: 'boolean', default: false },
} as const;

/** The fit that the shipped weights come from: no tenant and no database take part. */
function fitToFiles(args: string[]): number {
  const { values } = parseArgs({ args, options: LABELLED_OPTIONS });
  process.stdout.write(`${JSON.stringify(fitLabelledSet(values), null, 2)}\n`);
  return 0;
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS });
    if (values.tenant === undefined)
      throw new Error('either --tenant and the slug of a tenant, or --vendors, --incidents and --labels');
    if (values.apply && values.withdraw) throw new Error('--apply and --withdraw exclude each other');
    if (values.force && !values.apply) throw new Error('--force goes with --apply');
    return { ...values, tenant: values.tenant };
  } catch (error) {
    throw new ConfigError(`${(error as Error).message}\n${USAGE}`);
  }
}

const act = (values: ReturnType<typeof parse>): TenantFit['act'] =>
  values.withdraw ? 'withdraw' : values.apply ? (values.force ? 'apply_anyway' : 'apply') : 'report';

/**
 * Refits the matcher's weights to a tenant's verdicts and prints one JSON object with what that would change; `--apply`
 * puts them into use, `--withdraw` goes back to the shipped ones. Exit code 1 when applying was refused. With a labelled
 * set's files instead of a tenant it prints the weights that ship.
 */
export async function fitMatching(args: string[], env: Environment): Promise<number> {
  if (args.some((arg) => arg.startsWith('--vendors'))) return fitToFiles(args);
  const values = parse(args);
  const { url, feedUrl } = await databaseOf(env);
  const db = await openDatabase({ app: url, feed: feedUrl ?? url }, 2);
  try {
    const tenants = await listTenants(db);
    const tenant = tenants.find(({ slug }) => slug === values.tenant);
    if (tenant === undefined) {
      const known = tenants.map(({ slug }) => slug).join(', ');
      throw new ConfigError(
        `there is no tenant ${values.tenant}; there are: ${known === '' ? 'none' : known}`,
      );
    }
    const by = `${userInfo().username} (fit-matching)`;
    const result = await db.withTenant(tenant.id, (tx) =>
      fitTenant(tx, { slug: tenant.slug, act: act(values), by }),
    );
    process.stdout.write(`${JSON.stringify({ tenant: tenant.slug, ...result }, null, 2)}\n`);
    const refused = values.apply && 'refused' in result && result.refused !== null;
    return refused ? 1 : 0;
  } finally {
    await db.close();
  }
}
