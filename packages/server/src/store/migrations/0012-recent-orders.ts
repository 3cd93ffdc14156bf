import { type Kysely, sql } from 'kysely';

/** Finds a customer's orders. Only orders are in it, so that no other event pays for it. */
export async function recentOrders(db: Kysely<never>): Promise<void> {
  const types = `'order.created', 'order.paid', 'order.updated', 'order.edited', 'order.cancelled', 'order.fulfilled'`;
  await sql.raw(`create index events_orders on events (workspace_id, contact_key, seq) where type in (${types})`).execute(db);
}
