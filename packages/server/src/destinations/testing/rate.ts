/** A limit as the vendor documents it: at most `max` requests in any `windowMs`, and `atOnce` under way, over everything that shares `scope`. */
export interface VendorLimit {
  scope: string;
  max: number;
  windowMs: number;
  atOnce?: number;
  /** What this request counts for, where the vendor weighs requests; 1 where it does not. */
  cost?: number;
  /** What the vendor answers to a request too many; `waitMs` is how long until there is room again. */
  answer: (waitMs: number) => { status: number; headers?: Record<string, string>; body?: unknown };
}

/** How much of a limit was used since the twin was made. */
export interface LimitUse {
  scope: string;
  max: number;
  windowMs: number;
  used: number;
}

export interface RateGate {
  /** Counts a request and lets it through until `leave` is called, or answers what the vendor says to one too many. */
  enter: (limits: VendorLimit[]) => { leave: () => void } | { refusal: ReturnType<VendorLimit['answer']> };
  refused: () => number;
  use: () => LimitUse[];
}

interface Window extends LimitUse {
  recent: { at: number; cost: number }[];
  recently: number;
  underWay: number;
}

/** Counts requests as the vendor does. A refused one counts against nothing. */
export function createRateGate(now: () => number): RateGate {
  const windows = new Map<string, Window>();
  let refused = 0;

  const windowOf = ({ scope, max, windowMs }: VendorLimit): Window => {
    const key = `${scope} ${windowMs}`;
    const window = windows.get(key) ?? { scope, max, windowMs, used: 0, recent: [], recently: 0, underWay: 0 };
    windows.set(key, window);
    while (window.recent[0] !== undefined && window.recent[0].at <= now() - windowMs) window.recently -= window.recent.shift()?.cost ?? 0;
    return window;
  };

  return {
    enter: (limits) => {
      const asked = limits.map((limit) => ({ limit, window: windowOf(limit), cost: limit.cost ?? 1 }));
      for (const { limit, window, cost } of asked) {
        const isFull = window.recently + cost > limit.max;
        if (!isFull && window.underWay < (limit.atOnce ?? Number.POSITIVE_INFINITY)) continue;
        refused += 1;
        // How long those under way will take nobody knows.
        return { refusal: limit.answer(isFull ? (window.recent[0]?.at ?? now()) + limit.windowMs - now() : 1000) };
      }
      for (const { window, cost } of asked) {
        window.recent.push({ at: now(), cost });
        window.recently += cost;
        window.used += cost;
        window.underWay += 1;
      }
      return { leave: () => asked.forEach(({ window }) => void (window.underWay -= 1)) };
    },
    refused: () => refused,
    use: () => [...windows.values()].map(({ scope, max, windowMs, used }) => ({ scope, max, windowMs, used })),
  };
}

/** The answer most vendors give: 429 with the seconds to wait. */
export function tooManyRequests(waitMs: number): { status: number; headers: Record<string, string>; body: unknown } {
  return { status: 429, headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) }, body: { message: 'Too many requests' } };
}
