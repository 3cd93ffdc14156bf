import { endpoints } from '@handoff/shared/api';
import type { Parts } from '../parts.ts';
import { failureOf, unreachable } from './answer.ts';
import { linkOf } from './link.ts';
import { postSigned } from './post.ts';

/** The most keys one question may hold. */
const MAX_KEYS = 500;

/**
 * Which of these idempotency keys the companion has of this shop. Asked before an import or a comparison sends: what is
 * known there with another body would be kept as a flagged revision.
 * @throws CompanionError as `send` does, but not noted on the shop.
 */
export async function known(parts: Parts, shop: string, keys: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  if (keys.length === 0) return found;
  const link = await linkOf(parts, shop);
  const distinct = [...new Set(keys)];
  for (let from = 0; from < distinct.length; from += MAX_KEYS) {
    const body = JSON.stringify({ keys: distinct.slice(from, from + MAX_KEYS) });
    const answer = await postSigned(parts, link, endpoints.knownEvents.path, body);
    const now = parts.ports.clock.now();
    if (answer.status !== endpoints.knownEvents.status) throw failureOf(answer, now);
    const read = endpoints.knownEvents.answer.safeParse(answer.json);
    if (!read.success) throw unreachable('The Handoff server’s answer could not be read.', now);
    for (const key of read.data.known) found.add(key);
  }
  return found;
}
