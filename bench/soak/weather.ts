import type { Twin } from '../../packages/server/src/destinations/testing/twin.ts';

/** What a vendor answers instead of doing the work. `after`: it does the work, and the answer is lost. */
export interface Storm {
  host: string;
  /** Only requests like this: `POST /path`. */
  match?: RegExp;
  when: 'before' | 'after';
  /** Undefined: the connection breaks. */
  answer: ((request: Request) => Response) | undefined;
  /** How many requests it takes; as many as come until it is lifted, where it is not said. */
  times?: number;
}

export interface Weather {
  fetch: (request: Request) => Promise<Response>;
  /** Begins; answers the true times at which it struck, and how to end it. */
  begin: (storm: Storm) => { struck: number[]; end: () => void };
}

/** The way to all vendors, with what goes wrong on it. */
export function createWeather(twins: readonly Twin[], now: () => number): Weather {
  const storms = new Map<Storm, number[]>();
  const byOrigin = new Map(twins.flatMap((twin) => twin.origins.map((origin) => [origin, twin] as const)));
  return {
    fetch: async (request) => {
      const url = new URL(request.url);
      const twin = byOrigin.get(url.origin);
      if (twin === undefined) throw new TypeError(`There is no ${url.origin} here.`);
      const call = `${request.method} ${url.pathname}`;
      const [storm, struck] =
        [...storms].find(([{ host, match, times = Number.POSITIVE_INFINITY }, hits]) => {
          return host === url.host && hits.length < times && (match === undefined || match.test(call));
        }) ?? [];
      if (storm === undefined || struck === undefined) return twin.fetch(request);
      struck.push(now());
      if (storm.when === 'after') await twin.fetch(request);
      if (storm.answer === undefined)
        throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
      return storm.answer(request);
    },
    begin: (storm) => {
      const struck: number[] = [];
      storms.set(storm, struck);
      return { struck, end: () => void storms.delete(storm) };
    },
  };
}

export const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
