import type { Selectable } from 'kysely';
import { z } from 'zod';
import { ImportMode, ImportSpan } from '../../panel-api/resources.ts';
import type { ShopifyTables } from '../../store/tables.ts';

export type JobRow = Selectable<ShopifyTables['shopify_jobs']>;

/** Recent records first: they are worth most. Customers before orders, so that an order meets its contact. */
export const PHASES = ['recent_customers', 'recent_orders', 'older_customers', 'older_orders'] as const;
export type Phase = (typeof PHASES)[number];

export const ImportAsk = z.object({ mode: ImportMode, span: ImportSpan });

/** Where an import is. Times are epoch milliseconds. */
export const ImportCursor = z.object({
  /** Null once all are through. */
  phase: z.enum(PHASES).nullable(),
  /** When the shop was paired: what happened before is the import's, what happened since is not. */
  until: z.number(),
  /** Where recent begins. */
  since: z.number(),
  /** The oldest orders that Shopify shows us; null: all. */
  ordersFrom: z.number().nullable(),
  /** The bulk operation under way, how much of its file is done, in bytes, and what had been counted before it: begun anew, it counts from there. */
  operation: z
    .object({
      id: z.string(),
      offset: z.number(),
      before: z.object({ done: z.number(), known: z.number(), unreadable: z.number() }).optional(),
    })
    .nullable(),
  /** Failures in a row; too many end the job. */
  failures: z.number(),
  /** Records of which nothing could be made. */
  unreadable: z.number(),
});
export type ImportCursor = z.infer<typeof ImportCursor>;

export const ReconcileCursor = z.object({
  phase: z.enum(['orders', 'customers']).nullable(),
  /** What changed from `since` is compared. It began at `until`, which is where the next one goes on. */
  since: z.number(),
  until: z.number(),
  /** Shopify's cursor of the last page that is done. */
  after: z.string().nullable(),
  failures: z.number(),
  checked: z.object({ orders: z.number(), customers: z.number() }),
  /** What no webhook had brought, by topic. */
  missed: z.record(z.string(), z.number()),
  unreadable: z.number(),
});
export type ReconcileCursor = z.infer<typeof ReconcileCursor>;
