/** A limit as the vendor documents it: at most `max` requests in any `windowMs` over everything that shares `scope`. */
export interface VendorLimit {
  scope: string;
  max: number;
  windowMs: number;
  /** How much of `max` this request uses; 1 where nothing is said. */
  cost?: number;
  /** What the vendor answers to a request too many; `waitMs` is how long until there is room again. */
  answer: (waitMs: number) => { status: number; headers?: Record<string, string>; body?: unknown };
}

/** Counts requests as the vendor does. A refused one counts against nothing. */
export function createRateGate(now: () => number): {
  refuse: (limits: VendorLimit[]) => ReturnType<VendorLimit['answer']> | undefined;
  refused: () => number;
} {
  const passed = new Map<string, { at: number; cost: number }[]>();
  let refused = 0;
  const within = (limit: VendorLimit): { at: number; cost: number }[] => {
    const key = `${limit.scope} ${limit.windowMs}`;
    const recent = (passed.get(key) ?? []).filter(({ at }) => at > now() - limit.windowMs);
    passed.set(key, recent);
    return recent;
  };

  return {
    refuse: (limits) => {
      for (const limit of limits) {
        const recent = within(limit);
        const used = recent.reduce((sum, { cost }) => sum + cost, 0);
        if (used + (limit.cost ?? 1) <= limit.max) continue;
        refused += 1;
        return limit.answer((recent[0]?.at ?? now()) + limit.windowMs - now());
      }
      for (const limit of limits) within(limit).push({ at: now(), cost: limit.cost ?? 1 });
      return undefined;
    },
    refused: () => refused,
  };
}

/** The answer most vendors give: 429 with the seconds to wait. */
export function tooManyRequests(waitMs: number): { status: number; headers: Record<string, string>; body: unknown } {
  return { status: 429, headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) }, body: { message: 'Too many requests' } };
}
