import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { MIGRATIONS } from './migrations/index.ts';

/** Brings the database at `ownerUrl` (the owner's role) up to date; returns the names of what ran. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const orm = await MikroORM.init({
    entities: [],
    discovery: { warnWhenNoEntities: false },
    clientUrl: ownerUrl,
    extensions: [Migrator],
    // The caller says what ran.
    logger: () => undefined,
    migrations: {
      migrationsList: MIGRATIONS,
      tableName: 'vigil_migrations',
      snapshot: false,
      transactional: true,
    },
  });
  try {
    const done = await orm.migrator.up();
    return done.map((migration) => migration.name);
  } finally {
    await orm.close(true);
  }
}
