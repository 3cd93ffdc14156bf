import { AdminError } from '../admin/errors.ts';
import { CompanionError } from '../companion/index.ts';
import type { Parts } from '../parts.ts';
import { findShop, type ShopRow } from '../shop/find.ts';
import { endInstallation, isLetIn } from '../shop/uninstall.ts';
import type { Task } from '../worker.ts';
import { exportRequest } from './export.ts';
import { Person } from './person.ts';
import type { Receipt } from './receipt.ts';
import { redactCustomer } from './redact-customer.ts';
import { INSTALLED_AGAIN, redactShop } from './redact-shop.ts';

const MINUTE = 60_000;
/** Goes by the time, not by what comes in. */
const EVERY_MS = 1000;
/** While one process works on a request, no other begins. */
const CLAIM_MS = 10 * MINUTE;
/** Waits between tries; the last one repeats. */
const WAITS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 6 * 60 * MINUTE];
/** About four weeks: Shopify allows 30 days for an answer. Then a person has to. */
const MOST_TRIES = 110;

/** Does what customers and merchants asked of their data. */
export function complianceTask(parts: Parts): Task {
  return {
    name: 'compliance',
    everyMs: EVERY_MS,
    run: async () => {
      const rows = await claim(parts);
      for (const row of rows) await work(parts, row);
      return { did: rows.length, nextAt: undefined };
    },
  };
}

function claim(parts: Parts) {
  const { store, clock } = parts.ports;
  const now = clock.now();
  return store.db
    .updateTable('shopify_compliance')
    .set({ next_at: now + CLAIM_MS })
    .where('state', '=', 'pending')
    .where('next_at', '<=', now)
    .returningAll()
    .execute();
}

type Row = Awaited<ReturnType<typeof claim>>[number];

async function work(parts: Parts, row: Row): Promise<void> {
  const { clock, logger } = parts.ports;
  const isLastTry = row.attempts + 1 >= MOST_TRIES;
  try {
    const answer = await answerOf(parts, row, isLastTry);
    if (answer === 'busy') return await settle(parts, row, { next_at: clock.now() + 5000 });
    if (answer === 'refused') {
      logger.warn({ shop: row.shop, request: row.id }, 'a shop that has the app is not erased');
      return await settle(parts, row, { state: 'failed', error: INSTALLED_AGAIN });
    }
    // A request for data waits to be handed out; all others need to know no longer whom they were about.
    const kept = row.topic === 'customers/data_request' ? {} : { person: '' };
    await settle(parts, row, { state: 'done', receipt: JSON.stringify(answer), error: null, done_at: clock.now(), ...kept });
    logger.info({ shop: row.shop, topic: row.topic, request: row.id }, 'a privacy request was done');
  } catch (error) {
    const words = error instanceof CompanionError || error instanceof AdminError ? error.message : 'Handoff made a mistake here.';
    const wait = WAITS[Math.min(row.attempts, WAITS.length - 1)] as number;
    const state = isLastTry ? 'failed' : 'pending';
    await settle(parts, row, { state, attempts: row.attempts + 1, next_at: clock.now() + wait, error: words });
    logger.error({ shop: row.shop, topic: row.topic, request: row.id, state, error: String(error) }, 'a privacy request could not be done');
  }
}

async function answerOf(parts: Parts, { topic, shop, person }: Row, isLastTry: boolean): Promise<Receipt | 'busy' | 'refused'> {
  const row = await findShop(parts, shop);
  if (topic === 'shop/redact') {
    return (await isInstalled(parts, row, isLastTry)) ? 'refused' : redactShop(parts, shop, row, isLastTry);
  }
  const who = Person.parse(JSON.parse(person));
  if (topic === 'customers/redact') return redactCustomer(parts, shop, row, who);
  return (await exportRequest(parts, shop, who)).receipt;
}

/**
 * Whether a shop that is to be erased has the app. Word of its uninstall may have got lost: Shopify is asked, and where it lets
 * the app in no more, the uninstall is noted now. On the last try no answer is enough. @throws AdminError
 */
async function isInstalled(parts: Parts, row: ShopRow | undefined, isLastTry: boolean): Promise<boolean> {
  if (row?.state !== 'installed') return false;
  try {
    if (await isLetIn(parts, row.shop)) return true;
  } catch (error) {
    if (!(error instanceof AdminError) || !isLastTry) throw error;
  }
  await endInstallation(parts, row.shop);
  return false;
}

type Change = Partial<Pick<Row, 'state' | 'receipt' | 'error' | 'done_at' | 'person' | 'attempts' | 'next_at'>>;

async function settle(parts: Parts, { id }: Row, change: Change): Promise<void> {
  await parts.ports.store.db.updateTable('shopify_compliance').set(change).where('id', '=', id).where('state', '=', 'pending').execute();
}
