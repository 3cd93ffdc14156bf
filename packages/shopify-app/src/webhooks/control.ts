import { randomUUID } from 'node:crypto';
import { keepRequest } from '../compliance/keep.ts';
import { bulkFinished } from '../history/index.ts';
import { parseJson } from '../parse-json.ts';
import type { Parts } from '../parts.ts';
import { changeScopes } from '../shop/change-scopes.ts';
import { uninstallShop } from '../shop/uninstall.ts';
import { CONTROL_TOPICS, PENDING_CONTROL } from '../store/conditions.ts';
import type { Task } from '../worker.ts';
import { nextTry } from './backoff.ts';
import { isOfAnotherShop, isOfAnotherTopic } from './cross-check.ts';

type ControlTopic = (typeof CONTROL_TOPICS)[number];

/** One message about the app's standing at a shop. */
export interface ControlMessage {
  shop: string;
  webhookId: string;
  triggeredAt: number;
  receivedAt: number;
  payload: unknown;
}

/** Answers flags for the panel. Doing it again changes nothing. */
const HANDLERS: Record<ControlTopic, (parts: Parts, message: ControlMessage) => Promise<string[]>> = {
  'app/uninstalled': uninstallShop,
  'app/scopes_update': changeScopes,
  'bulk_operations/finish': bulkFinished,
  'customers/data_request': (parts, message) => keepRequest(parts, 'customers/data_request', message),
  'customers/redact': (parts, message) => keepRequest(parts, 'customers/redact', message),
  'shop/redact': (parts, message) => keepRequest(parts, 'shop/redact', message),
};

const ROWS_PER_TURN = 50;
/** While one process works on a message, no other begins. */
const CLAIM_MS = 60_000;

/** Does what Shopify says of the app itself, before and apart from a shop's events. */
export function controlTask(parts: Parts): Task {
  return {
    name: 'control',
    run: async () => {
      const rows = await claimRows(parts);
      for (const row of rows) await work(parts, row);
      return { did: rows.length, nextAt: undefined };
    },
  };
}

async function claimRows(parts: Parts) {
  const { store, clock } = parts.ports;
  const now = clock.now();
  return store.db
    .updateTable('shopify_inbox')
    .set({ next_at: now + CLAIM_MS })
    .where('next_at', '<=', now)
    .where(PENDING_CONTROL)
    .where((where) =>
      where(
        'seq',
        'in',
        where
          .selectFrom('shopify_inbox')
          .select('seq')
          .where(PENDING_CONTROL)
          .where('next_at', '<=', now)
          .orderBy('next_at')
          .limit(ROWS_PER_TURN),
      ),
    )
    .returning(['seq', 'shop', 'topic', 'webhook_id', 'triggered_at', 'received_at', 'body', 'attempts', 'next_at'])
    .execute();
}

type Row = Awaited<ReturnType<typeof claimRows>>[number];

async function work(parts: Parts, row: Row): Promise<void> {
  const payload = parseJson(row.body);
  const refusal = refusalOf(row, payload);
  if (refusal !== undefined) return settle(parts, row, { state: 'failed', ...refusal });
  const message = { shop: row.shop, webhookId: row.webhook_id, triggeredAt: row.triggered_at, receivedAt: row.received_at, payload };
  try {
    const flags = await HANDLERS[row.topic as ControlTopic](parts, message);
    await settle(parts, row, { state: 'done', flags, error: null });
  } catch (error) {
    const reference = randomUUID();
    const { clock, logger } = parts.ports;
    logger.error(
      { shop: row.shop, topic: row.topic, reference, error: String(error) },
      'a message of Shopify’s about the app could not be done',
    );
    const next = nextTry(row.attempts + 1, clock.now(), undefined);
    const state = next === undefined ? 'failed' : 'pending';
    await settle(parts, row, { state, flags: [], error: `Handoff made a mistake here (${reference}).`, nextAt: next });
  }
}

/** Why nothing may be done by a message; undefined where it may. */
function refusalOf({ shop, topic }: Row, payload: unknown): Pick<Outcome, 'flags' | 'error'> | undefined {
  if (payload === undefined) return { flags: [], error: 'This message is not JSON; nothing was done.' };
  if (isOfAnotherShop(shop, payload)) {
    const error = 'This message names another shop than the one it was sent for. It may be forged; nothing was done.';
    return { flags: ['foreign_shop'], error };
  }
  if (!isOfAnotherTopic(topic, payload)) return undefined;
  const error = `What this message holds does not belong to its topic ${topic}. It may be forged; nothing was done.`;
  return { flags: ['topic_differs'], error };
}

interface Outcome {
  state: 'pending' | 'done' | 'failed';
  flags: string[];
  error: string | null;
  nextAt?: number | undefined;
}

async function settle(parts: Parts, row: Row, { state, flags, error, nextAt }: Outcome): Promise<void> {
  const { store, clock } = parts.ports;
  const done = state === 'done' ? { body: '', events: '[]', done_at: clock.now() } : {};
  await store.db
    .updateTable('shopify_inbox')
    .set({
      state,
      flags: JSON.stringify(flags),
      error,
      attempts: row.attempts + (state === 'done' ? 0 : 1),
      ...done,
      ...(nextAt === undefined ? {} : { next_at: nextAt }),
    })
    .where('seq', '=', row.seq)
    // Whoever claimed it after a long pause of ours does it now.
    .where('next_at', '=', row.next_at)
    .execute();
}
