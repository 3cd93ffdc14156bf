import { type AnswerOf, ApiError, type endpoints } from '@handoff/shared/api';
import { parseEnvelope } from '@handoff/shared/event';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { EVENT_TOPIC } from '../storefront/index.ts';
import type { Task } from '../worker.ts';
import { companionClient } from './companion-client.ts';
import { startWorkflows } from './receive-trigger.ts';
import { tellOnce, toldKey } from './tell-once.ts';

const ROWS_PER_TURN = 50;
/** A form whose verdict takes longer is no news any more. */
const NEWS_MS = 24 * 60 * 60 * 1000;
/** Until a verdict is there; after faults twice as long each time. */
const AGAIN_MS = 5000;
const LONGEST_WAIT_MS = 5 * 60 * 1000;
const EVERY_MS = 5000;
/** What another process commits now may carry a time a little earlier than this. */
const MARGIN_MS = 60_000;

/**
 * Tells Shopify Flow of each form that the companion took and found genuine ("Form submitted"). Spam starts no workflow; a
 * person who releases it later starts none either.
 */
export function formTriggerTask(parts: Parts): Task {
  /** Shops that wait: for a verdict, or for Shopify or the companion to answer. */
  const waiting = new Map<string, number>();
  /** How often in a row a shop, Shopify or the companion did not let a form be told. */
  const faults = new Map<string, number>();
  /** Before this, all is told: most of what is done is no form, and need not be looked through again and again. */
  let toldUntil = 0;
  return {
    name: 'flow-forms',
    everyMs: EVERY_MS,
    run: async () => {
      const now = parts.ports.clock.now();
      for (const [shop, until] of waiting) if (until <= now) waiting.delete(shop);
      const rows = await untoldForms(parts, Math.max(toldUntil, now - NEWS_MS), [...waiting.keys()]);
      if (rows.length === 0 && waiting.size === 0) toldUntil = now - MARGIN_MS;
      let did = 0;
      for (const row of rows) {
        if (waiting.has(row.shop)) continue;
        const telling = await tellForm(parts, row);
        if (telling === 'told') did += 1;
        const inARow = telling === 'fault' ? (faults.get(row.shop) ?? 0) + 1 : 0;
        if (inARow > 0) faults.set(row.shop, inARow);
        else faults.delete(row.shop);
        if (telling !== 'told') waiting.set(row.shop, now + Math.min(AGAIN_MS * 2 ** inARow, LONGEST_WAIT_MS));
      }
      return { did, nextAt: waiting.size === 0 ? undefined : Math.min(...waiting.values()) };
    },
  };
}

interface FormRow {
  shop: string;
  workspaceId: string;
  id: string;
  events: string;
}

async function untoldForms(parts: Parts, since: number, waiting: string[]): Promise<FormRow[]> {
  let query = parts.ports.store.db
    .selectFrom('shopify_inbox')
    .innerJoin('shopify_shops', 'shopify_shops.shop', 'shopify_inbox.shop')
    .select(['shopify_inbox.shop', 'shopify_inbox.webhook_id', 'shopify_inbox.events', 'shopify_shops.workspace_id'])
    .where('shopify_inbox.state', '=', sql.lit('done'))
    .where('shopify_inbox.done_at', '>', since)
    .where('shopify_inbox.topic', '=', EVENT_TOPIC)
    .where('shopify_inbox.webhook_id', 'like', 'form:%')
    .where('shopify_shops.state', '=', 'installed')
    .where('shopify_shops.workspace_id', 'is not', null)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('shopify_seen')
            .select('shopify_seen.key')
            .whereRef('shopify_seen.shop', '=', 'shopify_inbox.shop')
            .whereRef('shopify_seen.key', '=', sql<string>`${toldKey('')} || shopify_inbox.webhook_id`),
        ),
      ),
    );
  if (waiting.length > 0) query = query.where('shopify_inbox.shop', 'not in', waiting);
  const rows = await query.orderBy('shopify_inbox.seq').limit(ROWS_PER_TURN).execute();
  return rows.map((row) => ({ shop: row.shop, workspaceId: row.workspace_id ?? '', id: row.webhook_id, events: row.events ?? '[]' }));
}

/** `early`: no verdict yet, or another process is telling it. */
async function tellForm(parts: Parts, { shop, workspaceId, id, events }: FormRow): Promise<'told' | 'early' | 'fault'> {
  const [eventId] = z.array(z.string()).catch([]).parse(JSON.parse(events));
  try {
    const event = eventId === undefined ? undefined : await findEvent(parts, shop, { workspaceId, eventId });
    if (event?.state === 'received') return 'early';
    const isGenuine = event?.verdict === 'accept' || event?.verdict === 'review';
    const isTold = await tellOnce(parts, shop, id, async () => {
      if (event !== undefined && isGenuine) await startWorkflows(parts, shop, 'form-submitted', fieldsOf(event));
    });
    return isTold ? 'told' : 'early';
  } catch (error) {
    parts.ports.logger.warn({ shop, error: String(error) }, 'Shopify Flow could not be told of a form; it is tried again');
    return 'fault';
  }
}

/** The event as the companion has it; undefined where it has it no longer, or the shop has left the workspace that does. */
async function findEvent(parts: Parts, shop: string, params: { workspaceId: string; eventId: string }) {
  try {
    return await companionClient(parts, shop)('getEvent', { params });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return undefined;
    throw error;
  }
}

const Answers = z.record(z.string(), z.unknown()).catch({});

/** By the keys of `extensions/form-submitted/shopify.extension.toml`. */
function fieldsOf(event: AnswerOf<(typeof endpoints)['getEvent']>): Record<string, string> {
  const parsed = parseEnvelope(event.envelope);
  const { data = {}, subject, context } = parsed.ok ? parsed.envelope : {};
  const answers = Answers.parse(data['fields']);
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    Form: text(Answers.parse(data['form'])['title']),
    Kind: text(data['kind']),
    Email: subject?.email ?? '',
    Name: subject?.name ?? '',
    Message: text(answers['body']),
    Page: context?.page ?? '',
    'Event ID': event.id,
  };
}
