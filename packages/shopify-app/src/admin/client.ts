import type { z } from 'zod';
import { accessToken } from '../auth/access.ts';
import type { Parts } from '../parts.ts';
import { Cost, noteCost, takePoints } from './bucket.ts';
import { AdminError } from './errors.ts';
import { readFailure } from './failures.ts';
import { sessionOf } from './library.ts';
import type { Operation } from './operation.ts';
import { withOutbound } from './outbound.ts';

const TIMEOUT_MS = 30_000;

/** Shopify's Admin API as one shop lets us use it. */
export interface AdminClient {
  /**
   * Runs one operation. Never tried again from here: `retryAt` of the error says when, and whether it is safe is the
   * caller's to know. Fields that Shopify withholds come as null. `userErrors` are part of the data.
   * @throws AdminError
   */
  query: <Variables extends z.ZodObject, Data extends z.ZodType>(
    operation: Operation<Variables, Data>,
    variables: z.input<Variables>,
  ) => Promise<z.output<Data>>;
}

export function adminClient(parts: Parts, shop: string): AdminClient {
  return {
    query: async (operation, variables) => {
      const given = operation.variables.parse(variables);
      takePoints(parts, shop, operation.points);
      const token = await accessToken(parts, shop);
      let answer = await ask(parts, shop, token, operation.document, given);
      // Voided before its time, by an uninstall or by a renewal in another process: with a new one, once.
      if (answer === UNAUTHORIZED) answer = await ask(parts, shop, await accessToken(parts, shop, token), operation.document, given);
      if (answer === UNAUTHORIZED)
        throw new AdminError('access_lost', 'Shopify does not take this app’s access. Open Handoff in your Shopify admin to reconnect it.');
      const data = operation.data.safeParse(answer);
      if (data.success) return data.data;
      const where = data.error.issues[0]?.path.join('.') ?? '';
      throw new AdminError(
        'unreadable',
        `Shopify’s answer to ${operation.name} is not what this app expects${where === '' ? '' : ` (${where})`}.`,
      );
    },
  };
}

const UNAUTHORIZED = Symbol('unauthorized');

async function ask(parts: Parts, shop: string, token: string, document: string, variables: Record<string, unknown>): Promise<unknown> {
  const client = new (parts.memory.library().clients.Graphql)({ session: sessionOf(shop, token) });
  try {
    const answer = await withOutbound({ shop, fetch: parts.ports.fetch }, () =>
      // Without retries: the library waits milliseconds where Shopify says seconds, and repeats mutations.
      client.request<Record<string, unknown>>(document, { variables, retries: 0, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    );
    const cost = Cost.safeParse(answer.extensions?.['cost']);
    if (cost.success) noteCost(parts, shop, cost.data);
    return answer.data;
  } catch (thrown) {
    const failure = readFailure(parts, shop, thrown);
    if ('partial' in failure) return failure.partial;
    if ('unauthorized' in failure) return UNAUTHORIZED;
    throw failure.error;
  }
}
