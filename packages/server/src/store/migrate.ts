import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Engine } from './engine.ts';
import { initial } from './migrations/0001-initial.ts';
import type { Schema } from './schema.ts';

/** Brings the schema up to this version. Safe to call from several processes: the migrator takes a lock. */
export async function migrate(db: Kysely<Schema>, engine: Engine): Promise<void> {
  const migrations: Record<string, Migration> = { '0001-initial': { up: initial(engine) } };
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName;
    throw new Error(`The database could not be brought up to date${failed === undefined ? '' : ` (${failed})`}.`, { cause: error });
  }
}
