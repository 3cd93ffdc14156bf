import { type RawBuilder, sql, type SqlBool } from 'kysely';

/**
 * Topics that concern the app's standing at a shop and not its customers: done at once, whether or not the shop is
 * connected to a workspace, and also where Handoff does not know it any more.
 */
export const CONTROL_TOPICS = [
  'app/uninstalled',
  'app/scopes_update',
  'bulk_operations/finish',
  'customers/data_request',
  'customers/redact',
  'shop/redact',
] as const;

const control = `topic in (${CONTROL_TOPICS.map((topic) => `'${topic}'`).join(', ')})`;

/** The conditions of partial indexes, word for word: an engine uses such an index only where a query repeats its condition. */
export const PENDING_CONDITION = `state = 'pending'`;
export const CONTROL_CONDITION = `state = 'pending' and ${control}`;

export const PENDING: RawBuilder<SqlBool> = sql.raw(PENDING_CONDITION);
export const PENDING_CONTROL: RawBuilder<SqlBool> = sql.raw(CONTROL_CONDITION);
/** What goes on to the companion. */
export const NOT_CONTROL: RawBuilder<SqlBool> = sql.raw(`not (${control})`);
