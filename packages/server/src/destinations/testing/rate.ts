/** A limit as the vendor documents it: at most `max` requests in any `windowMs` over everything that shares `scope`. */
export interface VendorLimit {
  scope: string;
  max: number;
  windowMs: number;
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
  /** Answers what the vendor would say to a request too many; undefined lets it through and counts it. */
  refuse: (limits: VendorLimit[]) => ReturnType<VendorLimit['answer']> | undefined;
  refused: () => number;
  use: () => LimitUse[];
}

interface Window extends LimitUse {
  recent: { at: number; cost: number }[];
  recently: number;
}

/** Counts requests as the vendor does. A refused one counts against nothing. */
export function createRateGate(now: () => number): RateGate {
  const windows = new Map<string, Window>();
  let refused = 0;

  const windowOf = ({ scope, max, windowMs }: VendorLimit): Window => {
    const key = `${scope} ${windowMs}`;
    const window = windows.get(key) ?? { scope, max, windowMs, used: 0, recent: [], recently: 0 };
    windows.set(key, window);
    while (window.recent[0] !== undefined && window.recent[0].at <= now() - windowMs) window.recently -= window.recent.shift()?.cost ?? 0;
    return window;
  };

  return {
    refuse: (limits) => {
      const asked = limits.map((limit) => ({ limit, window: windowOf(limit), cost: limit.cost ?? 1 }));
      for (const { limit, window, cost } of asked) {
        if (window.recently + cost <= limit.max) continue;
        refused += 1;
        return limit.answer((window.recent[0]?.at ?? now()) + limit.windowMs - now());
      }
      for (const { window, cost } of asked) {
        window.recent.push({ at: now(), cost });
        window.recently += cost;
        window.used += cost;
      }
      return undefined;
    },
    refused: () => refused,
    use: () => [...windows.values()].map(({ scope, max, windowMs, used }) => ({ scope, max, windowMs, used })),
  };
}

/** The answer most vendors give: 429 with the seconds to wait. */
export function tooManyRequests(waitMs: number): { status: number; headers: Record<string, string>; body: unknown } {
  return { status: 429, headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) }, body: { message: 'Too many requests' } };
}
