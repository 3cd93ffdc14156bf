import { createHash } from 'node:crypto';
import type { Envelope, OrderData } from '@handoff/shared/event';
import type { How } from './types.ts';

/** Where the data came from: `w`, a webhook's own payload; `r`, read from Shopify's API. */
type Shape = 'w' | 'r';

/**
 * Digests of what an event says about its record: `shape:all:core`. Shopify's times count whole seconds, so a record can
 * change twice within one version; this tells the two states apart. Of one shape all is compared, across shapes only
 * the core, in which both agree to the letter.
 */
export function contentOf(envelope: Envelope, how: How | 'refetch'): string {
  const shape: Shape = how === 'webhook' ? 'w' : 'r';
  const { subject, data, consent } = envelope;
  return `${shape}:${digest({ subject, data, consent })}:${digest(coreOf(envelope))}`;
}

/** Whether two digests are of the same state. */
export function saysTheSame(a: string, b: string): boolean {
  const [shapeA, allA, coreA] = a.split(':');
  const [shapeB, allB, coreB] = b.split(':');
  return shapeA === shapeB ? allA === allB : coreA === coreB;
}

/** Whether both were read from the same place, so that the same state has the same bytes. */
export function haveOneShape(a: string, b: string): boolean {
  return a[0] === b[0];
}

/** Sets one state apart from another with the same version, as a part of an idempotency key. */
export function markOf(content: string): string {
  return content.split(':')[1] as string;
}

function coreOf({ type, subject, data, consent }: Envelope): unknown {
  const [family] = type.split('.');
  const { email, phone, firstName, lastName } = subject ?? {};
  if (family === 'order') {
    const { status, total, currency, note, tags, lines } = data as Partial<OrderData>;
    const counts = (lines ?? []).map(({ id, quantity }) => [id, quantity]);
    return [email, phone, status, total, currency, note, (tags ?? []).toSorted(), counts];
  }
  if (family === 'customer') return [email, phone, firstName, lastName, data['state'], data['note']];
  return (consent ?? []).map(({ channel, state }) => [channel, state]);
}

/** Short: it tells a few states of one record apart, and proves nothing. */
function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}
