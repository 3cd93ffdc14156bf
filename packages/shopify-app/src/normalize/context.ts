import { Context } from '@handoff/shared/event';
import { z } from 'zod';
import { compact, keepValid } from './read.ts';
import type { Run } from './types.ts';

const text = z.string().nullish();

/** The members of orders and checkouts that say where and how they were placed. */
export const OriginPayload = {
  browser_ip: text,
  client_details: z.object({ browser_ip: text, user_agent: text }).nullish(),
  customer_locale: text,
  landing_site: text,
  referring_site: text,
};
type Origin = z.infer<z.ZodObject<typeof OriginPayload>>;

export function toContext(origin: Origin, run: Run): Record<string, unknown> {
  const members = compact({
    ip: origin.browser_ip ?? origin.client_details?.browser_ip,
    userAgent: origin.client_details?.user_agent,
    page: origin.landing_site,
    referrer: origin.referring_site,
    locale: origin.customer_locale,
    utm: utmOf(origin.landing_site),
  });
  return keepValid(Context.shape, members, '/context', run);
}

const UTM = ['source', 'medium', 'campaign', 'term', 'content'] as const;

/** Of an address, or of a path with a query as `landing_site` is: `/products/tea?utm_source=news`. */
export function utmOf(landingSite: string | null | undefined): Record<string, string> | undefined {
  const query = landingSite?.split('?')[1];
  if (query === undefined) return undefined;
  const parameters = new URLSearchParams(query);
  const utm = compact(Object.fromEntries(UTM.map((name) => [name, parameters.get(`utm_${name}`)])));
  return Object.keys(utm).length === 0 ? undefined : (utm as Record<string, string>);
}
