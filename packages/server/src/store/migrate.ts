import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Engine } from './engine.ts';
import { initial } from './migrations/0001-initial.ts';
import { shopify } from './migrations/0002-shopify.ts';
import { erasures } from './migrations/0003-erasures.ts';
import { drift } from './migrations/0004-drift.ts';
import { screening } from './migrations/0005-screening.ts';
import { turns } from './migrations/0008-turns.ts';
import { identity } from './migrations/0006-identity.ts';
import { recentOrders } from './migrations/0012-recent-orders.ts';
import { alerting } from './migrations/0015-alerting.ts';
import { subscriptions } from './migrations/0013-subscriptions.ts';
import { vocabulary } from './migrations/0007-vocabulary.ts';
import type { Schema } from './schema.ts';

function migratorOf(db: Kysely<Schema>, engine: Engine): Migrator {
  const migrations: Record<string, Migration> = {
    '0001-initial': { up: initial(engine) },
    '0002-shopify': { up: shopify(engine) },
    '0003-erasures': { up: erasures },
    '0004-drift': { up: drift },
    '0005-screening': { up: screening },
    '0007-vocabulary': { up: vocabulary },
    '0008-turns': { up: turns },
    '0006-identity': { up: identity(engine) },
    '0012-recent-orders': { up: recentOrders },
    '0013-subscriptions': { up: subscriptions },
    '0015-alerting': { up: alerting },
  };
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
}

/** The names of the migrations that this database still lacks. */
export async function pendingMigrations(db: Kysely<Schema>, engine: Engine): Promise<string[]> {
  const migrations = await migratorOf(db, engine).getMigrations();
  return migrations.filter((migration) => migration.executedAt === undefined).map((migration) => migration.name);
}

/** Brings the schema up to this version. Safe to call from several processes: the migrator takes a lock. */
export async function migrate(db: Kysely<Schema>, engine: Engine): Promise<void> {
  const { error, results } = await migratorOf(db, engine).migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName;
    throw new Error(`The database could not be brought up to date${failed === undefined ? '' : ` (${failed})`}.`, { cause: error });
  }
}
