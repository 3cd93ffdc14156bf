import { isDeepStrictEqual } from 'node:util';
import type { Envelope } from '@handoff/shared/event';

/**
 * Whether two envelopes with one idempotency key say the same. What differs between the paths an event can
 * take (hook, webhook, import, gap scan) does not count: id, context, signals, time of capture.
 */
export function sameContent(a: Envelope, b: Envelope): boolean {
  const meaning = ({ type, subject, data, consent }: Envelope) => ({ type, subject, data, consent });
  return isDeepStrictEqual(meaning(a), meaning(b));
}
