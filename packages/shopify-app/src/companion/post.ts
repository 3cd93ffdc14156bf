import { createHash } from 'node:crypto';
import { sign } from '@handoff/shared/event';
import type { Parts } from '../parts.ts';
import { type Answer, readAnswer, unreachable } from './answer.ts';
import { CompanionError } from './errors.ts';
import type { Link } from './link.ts';

const TIMEOUT_MS = 20_000;

/** Posts a body signed by the shop's key, as every source does. Answers whatever the companion says. */
export async function postSigned(parts: Parts, link: Link, path: string, body: string): Promise<Answer> {
  const { companion, clock } = parts.ports;
  if (link.pausedUntil !== null && link.pausedUntil > clock.now()) {
    throw new CompanionError('paused', link.problem ?? 'Sending pauses for a moment.', link.pausedUntil);
  }
  // The same on every try of this body.
  const id = `batch_${createHash('sha256').update(body).digest('hex')}`;
  const signature = await sign([link.key], { id, timestamp: Math.floor(clock.now() / 1000), body });
  const request = new Request(companion.origin() + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'handoff-source': link.sourceId, ...signature },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  try {
    return await readAnswer(await companion.fetch(request));
  } catch {
    throw unreachable('The Handoff server did not answer.', clock.now());
  }
}
