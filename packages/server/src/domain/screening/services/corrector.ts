import { parseEnvelope } from '@handoff/shared/event';
import { retryDelay } from '../../../delivery/backoff.ts';
import type { Logger } from '../../../observe/logger.ts';
import { correct } from '../../../screening/services/akismet.ts';
import { messageFor } from '../../../screening/services/message.ts';
import type { Schema } from '../../../store/schema.ts';
import { type Chore, createChore } from '../../chore.ts';
import type { ServiceParts } from './set.ts';
import { serviceRow, settingsOf } from './settings.ts';

const LOOK_EVERY_MS = 60_000;
const AT_ONCE = 20;
/** Longer than telling all of a turn may take. */
const LEASE_MS = 300_000;
/** About three days. What Akismet never heard costs this site nothing. */
const MOST_TRIES = 11;

type Correction = Schema['screening_corrections'] & { due_at: number };

/** Tells Akismet what people said of messages it was wrong about. Safe where several servers do it: each takes its corrections first. */
export function createCorrector(parts: ServiceParts & { logger: Logger }): Chore {
  return createChore(parts, LOOK_EVERY_MS, 'Akismet could not be told of corrections', async (signal) => {
    while (!signal.aborted) {
      const due = await take(parts);
      if (due.length === 0) return;
      for (const correction of due) await tell(parts, correction);
    }
  });
}

async function take({ store, clock }: ServiceParts): Promise<Correction[]> {
  const now = clock.now();
  const due = await store.db
    .selectFrom('screening_corrections')
    .select('event_id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(AT_ONCE)
    .execute();
  if (due.length === 0) return [];
  const leased = now + LEASE_MS;
  const taken = await store.db
    .updateTable('screening_corrections')
    .set({ due_at: leased })
    .where(
      'event_id',
      'in',
      due.map((each) => each.event_id),
    )
    .where('due_at', '<=', now)
    .returningAll()
    .execute();
  return taken.map((correction) => ({ ...correction, due_at: leased }));
}

async function tell(parts: ServiceParts & { logger: Logger }, correction: Correction): Promise<void> {
  const { store, clock, logger, fetch } = parts;
  const tries = correction.tries + 1;
  try {
    const question = await questionOf(parts, correction);
    if (question === undefined) return drop(parts, correction);
    await correct(fetch, question.account, question.message, correction.spam === 1 ? 'spam' : 'ham');
    await settle(parts, correction, { due_at: null, tries });
  } catch (error) {
    if (tries < MOST_TRIES) return settle(parts, correction, { due_at: clock.now() + retryDelay(tries), tries });
    logger.warn({ event: correction.event_id, error: String(error) }, 'Akismet was not told of a correction; given up');
    await drop({ store }, correction);
  }
}

/** Whom to tell and of what; undefined where there is nothing to tell any more: the service is off, or the message is gone. */
async function questionOf({ store, keyring }: ServiceParts, { source_id: sourceId, event_id: eventId }: Correction) {
  const service = await serviceRow(store.db, sourceId, 'akismet');
  const event = await store.db.selectFrom('events').select(['body', 'erased_at']).where('id', '=', eventId).executeTakeFirst();
  if (service?.active !== 1 || event === undefined || event.erased_at !== null) return undefined;
  const parsed = parseEnvelope(JSON.parse(event.body));
  const message = parsed.ok ? messageFor(parsed.envelope) : undefined;
  const { site } = settingsOf(service);
  if (message === undefined || site === undefined) return undefined;
  return { message, account: { key: await keyring.open(service.secret), site } };
}

/** Only what was taken: a person may have said something else meanwhile. */
async function settle(
  { store }: Pick<ServiceParts, 'store'>,
  { event_id, due_at }: Correction,
  to: { due_at: number | null; tries: number },
) {
  await store.db.updateTable('screening_corrections').set(to).where('event_id', '=', event_id).where('due_at', '=', due_at).execute();
}

async function drop({ store }: Pick<ServiceParts, 'store'>, { event_id, due_at }: Correction): Promise<void> {
  await store.db.deleteFrom('screening_corrections').where('event_id', '=', event_id).where('due_at', '=', due_at).execute();
}
