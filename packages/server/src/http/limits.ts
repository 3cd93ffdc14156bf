import type { Context } from 'hono';
import type { Config } from '../config/config.ts';
import type { Actor } from './actor.ts';
import { clientAddress } from './client-address.ts';
import { createRateLimit, refuseFor } from './rate-limit.ts';

/** How many calls are let in from whom; counted in this process. Each throws AppError `rate_limited`. */
export interface Limits {
  /** A route that anybody may call: counted by network address. */
  anybody: (c: Context) => void;
  /** A caller whose token was found good. */
  caller: (actor: Actor) => void;
  /** Events of a source. */
  events: (sourceId: string, count: number) => void;
  /** Refuses who failed to say who it is (401) too often of late: a guess costs the server a signature check. */
  guesser: (c: Context) => void;
  /** Notes such a failure. */
  failed: (c: Context) => void;
  /** The address counted by; undefined where the call came over no network, or from a trusted proxy for nobody. */
  addressOf: (c: Context) => string | undefined;
}

/** Far more than sites behind one address with a wrong clock or a cut connection need. */
const FAILURES_PER_MINUTE = 120;

export function createLimits(config: Config, now: () => number): Limits {
  const { publicRequestsPerMinute, apiRequestsPerMinute, sourceEventsPerMinute } = config;
  const addresses = createRateLimit({ perMinute: publicRequestsPerMinute, now });
  const callers = createRateLimit({ perMinute: apiRequestsPerMinute, now });
  const sources = createRateLimit({ perMinute: sourceEventsPerMinute, now });
  const failures = createRateLimit({ perMinute: FAILURES_PER_MINUTE, now });

  const addressOf = (c: Context) => clientAddress(c, config.trustedProxies);
  // By source too, so that one site's wrong key does not shut out its neighbours on the same machine.
  const guesserKey = (c: Context) => {
    const address = addressOf(c);
    return address === undefined ? undefined : `${address} ${c.req.header('handoff-source') ?? sourceInPath(c.req.path)}`;
  };

  return {
    addressOf,
    anybody: (c) => {
      const address = addressOf(c);
      if (address === undefined) return;
      refuseFor(addresses.take(address), `More than ${publicRequestsPerMinute} requests a minute from your network address.`);
    },
    caller: (actor) => refuseFor(callers.take(callerKey(actor)), `More than ${apiRequestsPerMinute} requests a minute with this token.`),
    events: (sourceId, count) => refuseFor(sources.take(sourceId, count), `More than ${sourceEventsPerMinute} events a minute. Keep them.`),
    guesser: (c) => {
      const key = guesserKey(c);
      if (key !== undefined)
        refuseFor(failures.wait(key), 'Too many requests from your network address were not signed rightly or had no valid token.');
    },
    failed: (c) => {
      const key = guesserKey(c);
      if (key !== undefined) failures.take(key);
    },
  };
}

/** A site's panel is counted as one, since it is the site that says which of its people asks. */
function callerKey(actor: Actor): string {
  if (actor.kind === 'member') return actor.name;
  return actor.kind === 'panel' ? `panel ${actor.sourceId}` : `${actor.kind} ${actor.workspaceId ?? ''} ${actor.name}`;
}

function sourceInPath(path: string): string {
  return /^\/v1\/(?:hooks|sources)\/([^/]+)/.exec(path)?.[1] ?? '';
}
