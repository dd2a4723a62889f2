import { UnderscoreNamingStrategy, type MetadataStorage } from '@mikro-orm/postgresql';
import { ENTITIES } from './entities/all.ts';
import { addRelations, isReference } from './entities/relations.ts';

const SUFFIXES: Record<string, string> = { unique: 'key', foreign: 'fkey' };

/** Names of keys and constraints as PostgreSQL makes them where a migration gives none. */
class PostgresNames extends UnderscoreNamingStrategy {
  override indexName(
    table: string,
    columns: string[],
    type: 'primary' | 'foreign' | 'unique' | 'index' | 'sequence' | 'check' | 'default',
  ): string {
    if (type === 'primary') return `${table}_pkey`;
    return [table, ...columns, SUFFIXES[type] ?? type].join('_');
  }
}

addRelations();

/** The model as MikroORM takes it: the tables, their relations, the names of their constraints. */
export const MODEL = {
  entities: ENTITIES,
  namingStrategy: PostgresNames,
  discovery: {
    // A column and the relation that it refers by are two properties of one entity ...
    checkDuplicateFieldNames: false,
    // ... of which the column is written.
    afterDiscovered: (storage: MetadataStorage) => {
      for (const meta of storage.getAll().values())
        meta.comparableProps = meta.comparableProps.filter(({ name }) => !isReference(name));
    },
  },
};
