import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { householdOf, isWithin, type Network, readAddress } from '../config/networks.ts';

/**
 * Who calls, by network address, as a key to count by. `X-Forwarded-For` is read from its end, past trusted proxies
 * only: what stands further left anybody could have written. Undefined where no network is between, or a trusted proxy
 * asks on its own behalf.
 */
export function clientAddress(c: Context, trusted: Network[]): string | undefined {
  const peer = readAddress((c.env as { incoming?: IncomingMessage } | undefined)?.incoming?.socket.remoteAddress);
  if (peer === undefined) return undefined;
  if (!isWithin(peer, trusted)) return householdOf(peer);
  const header = c.req.header('x-forwarded-for');
  if (header === undefined) return undefined;
  let client = peer;
  for (const part of header.split(',').toReversed()) {
    const named = readAddress(part.trim());
    // What cannot be read was named by the hop after it: that one is counted.
    if (named === undefined) break;
    client = named;
    if (!isWithin(named, trusted)) break;
  }
  return householdOf(client);
}
