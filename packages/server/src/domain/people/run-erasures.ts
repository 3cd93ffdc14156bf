import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { MAX_TRIES, retryDelay } from '../../delivery/backoff.ts';
import { DestinationFailure } from '../../destinations/kit/types.ts';
import { createMentionChecks } from '../../identity/person.ts';
import { AppError } from '../../observe/app-error.ts';
import { alertKey, openAlert } from '../../observe/alerts.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import type { Schema } from '../../store/schema.ts';
import { said } from '../../words/said.ts';
import { recordAudit } from '../audit/record.ts';
import { callConnection } from '../connection/call.ts';
import type { ConnectionParts } from '../connection/parts.ts';

export type ErasureParts = ConnectionParts & { keyring: Keyring };

type Row = Selectable<Schema['erasures']>;

const Who = z.object({ email: z.string().optional(), records: z.array(z.object({ operation: z.string(), id: z.string() })) });
const AT_ONCE = 50;
/** How long another server leaves an erasure alone that this one has begun. */
const LEASE_MS = 5 * 60_000;

/** Asks destinations for the erasures that are due, one after the other. Answers how many it took. */
export async function runErasures(parts: ErasureParts, signal?: AbortSignal): Promise<number> {
  const due = await parts.store.db
    .selectFrom('erasures')
    .selectAll()
    .where('state', '=', sql.lit('pending'))
    .where('run_at', '<=', parts.clock.now())
    .orderBy('run_at')
    .limit(AT_ONCE)
    .execute();
  let taken = 0;
  for (const row of due) {
    if (signal?.aborted === true) break;
    if (!(await take(parts, row))) continue;
    taken += 1;
    await settle(parts, row, await attempt(parts, row));
  }
  return taken;
}

/** The try is counted before the call, so that one that ends the server is counted too. */
async function take(parts: ErasureParts, row: Row): Promise<boolean> {
  const { numUpdatedRows } = await parts.store.db
    .updateTable('erasures')
    .set({ attempts: row.attempts + 1, run_at: parts.clock.now() + LEASE_MS })
    .where('id', '=', row.id)
    .where('state', '=', sql.lit('pending'))
    .where('run_at', '=', row.run_at)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

type Outcome = { done: true; stays: string | undefined } | { done: false; again: boolean; message: string };

async function attempt(parts: ErasureParts, row: Row): Promise<Outcome> {
  let person: z.infer<typeof Who> | undefined;
  try {
    const connection = await parts.store.db
      .selectFrom('connections')
      .selectAll()
      .where('id', '=', row.connection_id)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (connection === undefined) return { done: false, again: false, message: 'The connection was removed before this could be done.' };
    const who = Who.parse(JSON.parse(await parts.keyring.open(row.person)));
    person = who;
    const erased = await callConnection(parts, connection, 'erasure', (context, { definition }) => {
      if (definition.erasePerson === undefined) throw new AppError('destination_failed', `${definition.title} offers no way to erase.`);
      return definition.erasePerson(context, who);
    });
    return { done: true, stays: erased?.stays };
  } catch (error) {
    const refused =
      error instanceof AppError && error.cause instanceof DestinationFailure && error.cause.classification.kind === 'permanent';
    const words = error instanceof Error ? error.message : String(error);
    return { done: false, again: !refused, message: namesThem(words, person?.email) ? NOT_KEPT : words };
  }
}

/** Destinations quote what they were asked for, and these words outlive the request. */
const NOT_KEPT = 'The destination refused, in words that name the person, so they are not kept.';

function namesThem(words: string, email: string | undefined): boolean {
  return createMentionChecks({ email }, []).addressed(words);
}

async function settle(parts: ErasureParts, row: Row, outcome: Outcome): Promise<void> {
  const now = parts.clock.now();
  const tries = row.attempts + 1;
  const { id, workspace_id: workspaceId, connection_id: connectionId } = row;
  await parts.store.transaction(async (trx) => {
    const update = trx.updateTable('erasures').where('id', '=', id);
    if (outcome.done) {
      await update.set({ state: 'done', person: '', message: outcome.stays ?? null, finished_at: now }).execute();
      const entry = { workspaceId, at: now, actor: 'system', action: 'person.erased_at_destination', entity: 'connection' };
      return recordAudit(trx, { ...entry, entityId: connectionId, after: { erasure: id } });
    }
    if (outcome.again && tries < MAX_TRIES) {
      await update.set({ run_at: now + retryDelay(tries), message: outcome.message }).execute();
      return;
    }
    // Whom it was about is kept sealed no longer; the records to look for are in the receipt its requester was given.
    await update.set({ state: 'failed', person: '', message: outcome.message, finished_at: now }).execute();
    const message = said('alert.erasure', { words: outcome.message });
    const about = { kind: 'connection' as const, id: connectionId };
    await openAlert(trx, { workspaceId, key: alertKey.erasure(connectionId), kind: 'erasure', message, about }, now);
  });
}
