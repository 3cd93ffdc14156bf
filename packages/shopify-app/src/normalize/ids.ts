import { z } from 'zod';
import type { EventName, Run } from './types.ts';

/** An id as webhooks (a number) or GraphQL (`gid://shopify/Order/1`) write it. */
export const Id = z.union([z.string().min(1).max(255), z.number().nonnegative().refine(Number.isInteger, 'An id is a whole number.')]);
export type Id = z.infer<typeof Id>;

/** The bare id: `gid://shopify/Order/1` and `1` are the same order. */
export function bareId(id: Id): string {
  if (typeof id === 'number') return BigInt(id).toString();
  const gid = /^gid:\/\/[^/]+\/[^/]+\/([^/?]+)/.exec(id);
  return gid?.[1] ?? id;
}

/** Reads an id, from the gid beside it where there is one: a number beyond 2^53 has lost digits, its gid has not. */
export function readId(id: Id, gid: string | null | undefined, path: string, run: Run): string {
  if (typeof gid === 'string' && gid.startsWith('gid://')) return bareId(gid);
  if (typeof id === 'number' && !Number.isSafeInteger(id)) {
    run.problems.push({
      path,
      message: 'This id has more digits than a JSON number can hold, so its last digits may be wrong. Look the record up by another field.',
    });
  }
  return bareId(id);
}

/**
 * `type:nativeId:nativeVersion`, with `type:nativeId` for what happens only once. Built from ids and times (in UTC ms) that
 * webhooks, imports and reconciliation all see, so that none of them doubles another.
 */
export function idempotencyKey(type: EventName, nativeId: Id, nativeVersion?: string): string {
  const key = `${type}:${bareId(nativeId)}`;
  return nativeVersion === undefined ? key : `${key}:${nativeVersion}`;
}
