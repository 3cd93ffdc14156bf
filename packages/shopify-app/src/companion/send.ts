import { endpoints } from '@handoff/shared/api';
import { type Envelope, MAX_BATCH } from '@handoff/shared/event';
import type { Parts } from '../parts.ts';
import { failureOf, unreachable } from './answer.ts';
import { CompanionError } from './errors.ts';
import { type Link, linkOf } from './link.ts';
import { noteFailure, noteSuccess } from './pause.ts';
import { postSigned } from './post.ts';

/**
 * What became of one event. `accepted`: new · `repeat`: known already · `revision`: known with another content, kept and
 * flagged · `rejected`: this one cannot be taken as it is; `message` says why and waiting does not help.
 */
export interface Sent {
  idempotencyKey: string;
  status: 'accepted' | 'repeat' | 'revision' | 'rejected';
  eventId: string | undefined;
  message: string | undefined;
}

/** The server's own bound is 1 MB by default, and so is that of many a proxy before it. */
const MAX_BYTES = 512 * 1024;

/**
 * Hands events of a shop to the companion, in order; answers one result each, in the same order. An event is safe once
 * it has a result. To send an event again is harmless: its idempotency key stays the same.
 * @throws CompanionError where nothing can be sent now; `retryAt` says when to try again. It is noted on the shop too.
 */
export async function send(parts: Parts, shop: string, envelopes: readonly Envelope[]): Promise<Sent[]> {
  if (envelopes.length === 0) return [];
  const link = await linkOf(parts, shop);
  try {
    const sent: Sent[] = [];
    for (const batch of inBatches(envelopes)) sent.push(...(await sendBatch(parts, link, batch)));
    await noteSuccess(parts, shop, link);
    return sent;
  } catch (error) {
    if (error instanceof CompanionError) await noteFailure(parts, shop, link, error);
    throw error;
  }
}

interface Written {
  key: string;
  text: string;
}

async function sendBatch(parts: Parts, link: Link, batch: Written[]): Promise<Sent[]> {
  const answer = await postSigned(parts, link, '/v1/events', `{"events":[${batch.map(({ text }) => text).join(',')}]}`);
  const now = parts.ports.clock.now();
  if (answer.status === 202) {
    const read = endpoints.postEvents.answer.safeParse(answer.json);
    if (!read.success || !('results' in read.data) || read.data.results.length !== batch.length) {
      throw unreachable('The Handoff server’s answer could not be read, so the events count as not sent; nothing doubles.', now);
    }
    return read.data.results.map((result, index) => ({
      idempotencyKey: batch[index]?.key ?? '',
      status: result.status,
      eventId: result.eventId,
      message: result.error === undefined ? undefined : rejection(result.error),
    }));
  }
  // Too large, or something in it upsets the server: by halves, until the one it is about stands alone.
  if (answer.status === 413 || (answer.status === 422 && answer.error !== undefined)) {
    const [only, ...others] = batch;
    if (only !== undefined && others.length === 0) {
      const message = answer.error === undefined ? 'The event is too large for the Handoff server.' : rejection(answer.error);
      return [{ idempotencyKey: only.key, status: 'rejected', eventId: undefined, message }];
    }
    const half = Math.ceil(batch.length / 2);
    return [...(await sendBatch(parts, link, batch.slice(0, half))), ...(await sendBatch(parts, link, batch.slice(half)))];
  }
  throw failureOf(answer, now);
}

function* inBatches(envelopes: readonly Envelope[]): Generator<Written[]> {
  let batch: Written[] = [];
  let bytes = 0;
  for (const envelope of envelopes) {
    const text = JSON.stringify(envelope);
    const length = Buffer.byteLength(text);
    if (batch.length > 0 && (batch.length === MAX_BATCH || bytes + length > MAX_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ key: envelope.idempotencyKey, text });
    bytes += length;
  }
  if (batch.length > 0) yield batch;
}

function rejection({ message, problems = [] }: { message: string; problems?: { path: string; message: string }[] | undefined }): string {
  const where = problems.slice(0, 5).map((problem) => `${problem.path}: ${problem.message}`);
  return where.length === 0 ? message : `${message} (${where.join(' · ')})`;
}
