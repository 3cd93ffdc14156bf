import type { Logger } from '../observe/logger.ts';

export interface ShedLimits {
  /** Requests under way at once that hand events over. */
  maxUnderWay: number;
  /** How late this process' turns may come, in milliseconds. */
  maxLagMs: number;
}

type Handler<Env> = (request: Request, env: Env) => Response | Promise<Response>;

/** Events come first: whoever looks at a panel is asked to wait at half of what stops the sources. */
const PANEL_SHARE = 0.5;
const RETRY_AFTER_SECONDS = 2;
const EVENTS = /^\/(v1\/events|v1\/hooks\/|shopify\/webhooks)/;
/** Whoever watches must see that it is overloaded; these cost next to nothing. */
const ALWAYS = /^\/(health|ready|metrics)$/;

/**
 * Refuses what is too much with 503 and Retry-After, before a body is read or a signature checked: a sender keeps its
 * event and comes back, while what was let in is kept in time.
 */
export function withShedding<Env>(
  handler: Handler<Env>,
  { limits, lagMs, logger }: { limits: ShedLimits; lagMs: () => number; logger: Pick<Logger, 'warn'> },
): Handler<Env> {
  let events = 0;
  let others = 0;
  let shedding = false;

  const tooMuch = (isEvent: boolean): boolean => {
    const share = isEvent ? 1 : PANEL_SHARE;
    return (isEvent ? events : others + events) >= limits.maxUnderWay * share || lagMs() > limits.maxLagMs * share;
  };
  const note = (now: boolean): void => {
    if (now && !shedding) logger.warn({ events, others, lagMs: Math.round(lagMs()) }, 'too much at once: some requests are asked to wait');
    shedding = now;
  };

  return async (request, env) => {
    const path = pathOf(request.url);
    if (ALWAYS.test(path)) return handler(request, env);
    const isEvent = EVENTS.test(path);
    const refused = tooMuch(isEvent);
    note(refused);
    if (refused) return busy();
    if (isEvent) events += 1;
    else others += 1;
    try {
      return await handler(request, env);
    } finally {
      if (isEvent) events -= 1;
      else others -= 1;
    }
  };
}

/** Without parsing the whole address, which costs more than all the rest here. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const query = url.indexOf('?', start);
  return start === -1 ? '/' : url.slice(start, query === -1 ? undefined : query);
}

function busy(): Response {
  const error = {
    code: 'unavailable',
    message: 'The server has too much to do right now. Nothing was accepted; keep the events and send them again.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  };
  const headers = { 'content-type': 'application/json', 'retry-after': String(RETRY_AFTER_SECONDS) };
  return new Response(JSON.stringify({ error }), { status: 503, headers });
}
