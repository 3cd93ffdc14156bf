import { GraphqlQueryError, HttpInternalError, HttpResponseError, HttpThrottlingError } from '@shopify/shopify-api';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { block, Cost, noteCost } from './bucket.ts';
import { AdminError } from './errors.ts';
import { waitUntil } from './retry-after.ts';

/** Where Shopify names no time. */
const THROTTLED_MS = 2000;
const UNREACHABLE_MS = 10_000;

const GraphqlErrors = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.object({ cost: Cost.optional().catch(undefined) }).optional(),
  errors: z.object({
    graphQLErrors: z.array(
      z.object({
        message: z.string().catch(''),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.string().optional(), requiredAccess: z.string().optional() }).optional(),
      }),
    ),
  }),
});
type GraphqlErrors = z.infer<typeof GraphqlErrors>;

/** What a failed call of the library means. `partial`: Shopify answered, and kept only some fields back. */
export type Failure = { partial: unknown } | { unauthorized: true } | { error: AdminError };

export function readFailure(parts: Parts, shop: string, thrown: unknown): Failure {
  const now = parts.ports.clock.now();
  if (thrown instanceof GraphqlQueryError) return readGraphqlErrors(parts, shop, thrown);
  // Its retryAfter is in seconds: it is left to the library's own retries to read it as milliseconds.
  if (thrown instanceof HttpThrottlingError) {
    return { error: block(parts, shop, waitUntil(thrown.response.retryAfter, now) ?? now + THROTTLED_MS) };
  }
  if (thrown instanceof HttpInternalError)
    return { error: unreachable(`Shopify has trouble right now (status ${thrown.response.code}).`, now) };
  if (thrown instanceof HttpResponseError) return readStatus(thrown.response.code, now);
  return { error: unreachable('Shopify did not answer.', now) };
}

function readStatus(status: number, now: number): Failure {
  if (status === 401) return { unauthorized: true };
  if (status === 402)
    return refused('The shop is frozen at Shopify, so nothing can be read from it. Settle what is open with Shopify.', now);
  if (status === 403)
    return refused('Shopify does not let this app read that. Open Handoff in your Shopify admin to see what it may do.', now);
  if (status === 404) return refused('Shopify does not know this shop any more.', now);
  if (status === 423) return refused('The shop is locked by Shopify. Ask Shopify’s support to unlock it.', now);
  if (status === 430) return { error: unreachable('Shopify holds back calls for this shop.', now) };
  return refused(`Shopify refused the call (status ${status}).`, now);
}

function readGraphqlErrors(parts: Parts, shop: string, thrown: GraphqlQueryError): Failure {
  const now = parts.ports.clock.now();
  const answer = GraphqlErrors.safeParse(thrown.body);
  if (!answer.success) return { error: new AdminError('unreadable', 'Shopify answered in a form this app does not know.') };
  const { data, extensions, errors } = answer.data;
  if (extensions?.cost !== undefined) noteCost(parts, shop, extensions.cost);
  const codes = new Set(errors.graphQLErrors.map((error) => error.extensions?.code));
  const first = errors.graphQLErrors[0];
  if (codes.has('THROTTLED')) return { error: block(parts, shop, now + waitFor(answer.data)) };
  if (codes.has('INTERNAL_SERVER_ERROR') || codes.has('TIMEOUT')) return { error: unreachable('Shopify has trouble right now.', now) };
  if (codes.has('ACCESS_DENIED')) {
    if (onlyDetailsDenied(answer.data)) return { partial: data };
    const access = first?.extensions?.requiredAccess ?? 'an access scope';
    return {
      error: new AdminError(
        'scope_missing',
        `Shopify says that this app lacks ${plain(access)}. Open Handoff in your Shopify admin to grant it.`,
      ),
    };
  }
  if (codes.has('SHOP_INACTIVE')) return refused('The shop is not active at Shopify.', now);
  return { error: new AdminError('refused', `Shopify refused the call: ${plain(first?.message ?? 'it did not say why')}`) };
}

/** Whether all that was asked for came, apart from fields within it: Shopify answers those with null and an error each. */
function onlyDetailsDenied({ data, errors }: GraphqlErrors): boolean {
  if (data === null || data === undefined) return false;
  return errors.graphQLErrors.every(({ path, extensions }) => {
    const root = path?.[0];
    return extensions?.code === 'ACCESS_DENIED' && root !== undefined && (path?.length ?? 0) > 1 && data[root] !== null;
  });
}

/** Until the bucket holds what the call costs. */
function waitFor({ extensions }: GraphqlErrors): number {
  if (extensions?.cost === undefined) return THROTTLED_MS;
  const { requestedQueryCost, throttleStatus } = extensions.cost;
  const wanted = Math.min(requestedQueryCost, throttleStatus.maximumAvailable) - throttleStatus.currentlyAvailable;
  return Math.max(1000, Math.ceil((wanted / throttleStatus.restoreRate) * 1000));
}

/** What Shopify says is for developers and may quote what was sent: one line, cut, and nothing that looks like a token. */
function plain(text: string): string {
  return text
    .replace(/shp[a-z]{2}_\w+/g, '…')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

/** May change by itself or by a person's doing; asked again in an hour. */
const REFUSED_MS = 3_600_000;
const refused = (message: string, now: number): Failure => ({ error: new AdminError('refused', message, now + REFUSED_MS) });
const unreachable = (message: string, now: number) =>
  new AdminError('unreachable', `${message} It is tried again by itself.`, now + UNREACHABLE_MS);
