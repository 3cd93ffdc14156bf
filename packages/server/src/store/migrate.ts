import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { acceptNewer, newerMigrations, recordCompat } from './compat.ts';
import type { Engine } from './engine.ts';
import { initial } from './migrations/0001-initial.ts';
import { shopify } from './migrations/0002-shopify.ts';
import { erasures } from './migrations/0003-erasures.ts';
import { drift } from './migrations/0004-drift.ts';
import { screening } from './migrations/0005-screening.ts';
import { identity } from './migrations/0006-identity.ts';
import { vocabulary } from './migrations/0007-vocabulary.ts';
import { turns } from './migrations/0008-turns.ts';
import { recentOrders } from './migrations/0012-recent-orders.ts';
import { subscriptions } from './migrations/0013-subscriptions.ts';
import { members } from './migrations/0014-members.ts';
import { alerting } from './migrations/0015-alerting.ts';
import { health } from './migrations/0016-health.ts';
import { retention } from './migrations/0017-retention.ts';
import { schemaCompat } from './migrations/0018-schema-compat.ts';
import { traceparent } from './migrations/0020-traceparent.ts';
import { doubtfulEvents } from './migrations/0021-doubtful-events.ts';
import { screeningServices } from './migrations/0025-screening-services.ts';
import { ownersAndEnds } from './migrations/0026-owners-and-ends.ts';
import { languages } from './migrations/0027-languages.ts';
import { watchedEvents } from './migrations/0028-watched-events.ts';
import { watchedBefore } from './migrations/0029-watched-before.ts';
import { shopifyLeft } from './migrations/0030-shopify-left.ts';
import type { Schema } from './schema.ts';

/** By name, which is also their order. Each must leave the schema such that the version before still works on it; see ADR 0021. */
export function migrationsOf(engine: Engine): Record<string, Migration> {
  return {
    '0001-initial': { up: initial(engine) },
    '0002-shopify': { up: shopify(engine) },
    '0003-erasures': { up: erasures },
    '0004-drift': { up: drift },
    '0005-screening': { up: screening },
    '0006-identity': { up: identity(engine) },
    '0007-vocabulary': { up: vocabulary },
    '0008-turns': { up: turns },
    '0012-recent-orders': { up: recentOrders },
    '0013-subscriptions': { up: subscriptions },
    '0014-members': { up: members },
    '0015-alerting': { up: alerting },
    '0016-health': { up: health },
    '0017-retention': { up: retention },
    '0018-schema-compat': { up: schemaCompat },
    '0020-traceparent': { up: traceparent },
    '0021-doubtful-events': { up: doubtfulEvents },
    '0025-screening-services': { up: screeningServices },
    '0026-owners-and-ends': { up: ownersAndEnds },
    '0027-languages': { up: languages },
    '0028-watched-events': { up: watchedEvents },
    '0029-watched-before': { up: watchedBefore },
    '0030-shopify-left': { up: shopifyLeft },
  };
}

/** A migration with a lower number may come later than one with a higher: each only adds, so their order among each other is free. */
function migratorOf(db: Kysely<Schema>, migrations: Record<string, Migration>): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) }, allowUnorderedMigrations: true });
}

/** What separates this database from this version: migrations it lacks, and those of a newer version that were made in it. */
export async function migrationState(db: Kysely<Schema>, engine: Engine): Promise<{ pending: string[]; newer: string[] }> {
  const known = migrationsOf(engine);
  const newer = await newerMigrations(db, known);
  const migrations = await migratorOf(db, await acceptNewer(db, known)).getMigrations();
  return { pending: migrations.filter((migration) => migration.executedAt === undefined).map((migration) => migration.name), newer };
}

/**
 * Brings the schema up to this version, all of it or nothing; a schema one version ahead is left as it is. Safe to call
 * from several processes: the first one works, the others wait and find nothing to do.
 * @throws UnsafeEngineError where a newer version has changed it so that this one cannot work with it.
 */
export async function migrate(db: Kysely<Schema>, engine: Engine, known = migrationsOf(engine)): Promise<void> {
  const { error, results } = await migratorOf(db, await acceptNewer(db, known)).migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName;
    throw new Error(
      `The database could not be brought up to date${failed === undefined ? '' : ` (${failed})`}. Nothing was changed; the version before still works on it.`,
      { cause: error },
    );
  }
  await recordCompat(db, known);
}
