/** Brings the stack's database to where API and worker can start. */
import path from 'node:path';
import type { DatabaseConfig } from '../../config/config.ts';
import { openDatabase } from '../../db/database.ts';
import { migrate } from '../../db/migrate.ts';
import { seedDemo, type SeededTenant } from './seed-demo.ts';
import { ROOT } from '../tools/root.ts';

/** Migrates (when the owner's connection is known) and seeds the demo tenants; safe to repeat. */
export async function prepareDatabase(
  database: DatabaseConfig,
  demoApiKeys: [string, string],
): Promise<SeededTenant[]> {
  if (database.migrationUrl !== undefined) await migrate(database.migrationUrl);
  const db = await openDatabase({ app: database.url, feed: database.feedUrl ?? database.url }, 2);
  try {
    return await seedDemo(db, path.join(ROOT, 'demo'), demoApiKeys);
  } finally {
    await db.close();
  }
}
