import { type Kysely, sql } from 'kysely';
import { CONTROL_CONDITION, PENDING_CONDITION } from './conditions.ts';

/**
 * Makes the app's tables (`ShopifyTables`). Rows name their shop without a foreign key: a webhook of a shop we do not
 * know is kept too, and what a shop left behind outlives it until it is erased.
 */
export async function createShopifyTables(db: Kysely<never>, engine: 'sqlite' | 'postgres'): Promise<void> {
  const seq = engine === 'postgres' ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement';
  for (const statement of [...tables(seq), ...indexes]) await sql.raw(statement).execute(db);
}

/** Adds the table of pairings that ended. */
export async function addShopifyLeft(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table shopify_left (
         shop text not null, source_id text not null, workspace_id text not null, workspace_name text not null, origin text not null,
         left_at bigint not null, primary key (shop, source_id))`,
    )
    .execute(db);
}

const tables = (seq: string) => [
  `create table shopify_shops (
     shop text primary key, name text not null, email text, currency text, country text, timezone text, plan text,
     state text not null, installed_at bigint not null, uninstalled_at bigint, scopes text not null,
     tokens text, access_expires_at bigint, refresh_expires_at bigint, refresh_lease text, refresh_lease_until bigint,
     access_problem text, source_id text, workspace_id text, workspace_name text, fingerprint text, signing_key text,
     paired_at bigint, sending_problem text, sending_paused_until bigint, settings text not null,
     protected_data text not null, pixel_id text, embed_seen_at bigint, worker_lease text, worker_lease_until bigint,
     kept_alive_at bigint, reconciled_at bigint, tested_at bigint, created_at bigint not null, updated_at bigint not null)`,
  `create table shopify_inbox (
     seq ${seq}, shop text not null, webhook_id text not null, event_id text, topic text not null,
     api_version text not null, triggered_at bigint not null, received_at bigint not null, body text not null,
     body_hash text not null, deliveries integer not null, state text not null, flags text not null,
     attempts integer not null, next_at bigint not null, error text, events text, done_at bigint,
     unique (shop, webhook_id, body_hash))`,
  `create table shopify_topics (
     shop text not null, topic text not null, first_at bigint not null, last_at bigint not null,
     deliveries bigint not null, missed bigint not null, missed_at bigint, primary key (shop, topic))`,
  `create table shopify_versions (
     shop text not null, kind text not null, native_id text not null, version bigint not null, content text not null,
     seen_at bigint not null, primary key (shop, kind, native_id))`,
  `create table shopify_checkouts (
     shop text not null, token text not null, body text not null, state text not null, started_at bigint not null,
     updated_at bigint not null, due_at bigint not null, primary key (shop, token))`,
  `create table shopify_jobs (
     id text primary key, shop text not null, kind text not null, state text not null, ask text not null,
     cursor text not null, total bigint, done bigint not null, captured bigint not null, known bigint not null,
     message text, "by" text, lease text, lease_until bigint, run_at bigint not null, created_at bigint not null,
     updated_at bigint not null, finished_at bigint)`,
  `create table shopify_compliance (
     id text primary key, shop text not null, topic text not null, person text not null, state text not null,
     receipt text, attempts integer not null, next_at bigint not null, error text, received_at bigint not null,
     done_at bigint)`,
  `create table shopify_seen (shop text not null, key text not null, seen_at bigint not null, primary key (shop, key))`,
];

/** What is waiting is few among many that are done, so the lists that workers look through are partial. */
const indexes = [
  `create index shopify_shops_source on shopify_shops (source_id) where source_id is not null`,
  `create index shopify_inbox_pending on shopify_inbox (shop, seq) where ${PENDING_CONDITION}`,
  `create index shopify_inbox_control on shopify_inbox (next_at) where ${CONTROL_CONDITION}`,
  `create index shopify_inbox_failed on shopify_inbox (shop, seq) where state = 'failed'`,
  `create index shopify_inbox_done on shopify_inbox (done_at) where state = 'done'`,
  `create index shopify_versions_seen on shopify_versions (seen_at)`,
  `create index shopify_checkouts_due on shopify_checkouts (due_at) where state = 'open'`,
  `create index shopify_checkouts_decided on shopify_checkouts (updated_at) where state <> 'open'`,
  `create index shopify_jobs_shop on shopify_jobs (shop, created_at)`,
  `create index shopify_jobs_running on shopify_jobs (run_at) where state = 'running'`,
  `create index shopify_compliance_due on shopify_compliance (next_at) where state = 'pending'`,
  `create index shopify_compliance_shop on shopify_compliance (shop, received_at)`,
  `create index shopify_seen_at on shopify_seen (seen_at)`,
];
