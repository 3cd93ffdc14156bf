import { type DocumentNode, GraphQLError, parse, validate } from 'graphql';
import { z } from 'zod';
import type { AppConfig } from '../app-config.ts';
import { type AdminSchema, API_VERSION } from '../schema.ts';
import type { ShopState } from '../shop/state.ts';
import type { Bucket } from './bucket.ts';
import type { BulkOffice } from './bulk.ts';
import { actualCost, MOST_COST, requestedCost } from './cost.ts';
import type { Executor } from './execute.ts';

const Body = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).nullish() });

export interface EndpointOptions {
  admin: AdminSchema;
  executor: Executor;
  /** Hears what a real Shopify would not have put up with. */
  violation: (what: string) => void;
}

interface Asked {
  shop: ShopState;
  app: AppConfig;
  bulk: BulkOffice;
  bucket: Bucket;
}

/** `POST /admin/api/2026-10/graphql.json`, for a caller whose token was already checked. */
export function createEndpoint({ admin: { schema }, executor, violation }: EndpointOptions) {
  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();
  const read = (query: string): DocumentNode | readonly GraphQLError[] => {
    try {
      const document = parse(query);
      const errors = validate(schema, document);
      return errors.length > 0 ? errors : document;
    } catch (error) {
      return [error as GraphQLError];
    }
  };

  return async (request: Request, { shop, app, bulk, bucket }: Asked): Promise<Response> => {
    const body = Body.safeParse(await request.json());
    if (!body.success) return Response.json({ errors: { query: 'Required parameter missing or invalid' } }, { status: 400 });
    const { query } = body.data;
    const variables = body.data.variables ?? {};
    let document = documents.get(query);
    if (document === undefined) {
      document = read(query);
      documents.set(query, document);
    }
    if (!('kind' in document)) {
      for (const error of document) violation(`Shopify's schema does not know this query: ${error.message}`);
      return answer({ errors: document.map((error) => error.toJSON()) });
    }
    const requestedQueryCost = requestedCost(schema, document, variables);
    const charged = Math.min(requestedQueryCost, bucket.status().maximumAvailable);
    const cost = (actualQueryCost: number | null) => ({ cost: { requestedQueryCost, actualQueryCost, throttleStatus: bucket.status() } });
    if (requestedQueryCost > MOST_COST) {
      const message = `Query cost is ${requestedQueryCost}, which exceeds the single query max cost limit (${MOST_COST}).`;
      violation(message);
      return answer({ errors: [{ message, extensions: { code: 'MAX_COST_EXCEEDED', cost: requestedQueryCost, maxCost: MOST_COST } }] });
    }
    if (!bucket.take(charged)) {
      const documentation = 'https://shopify.dev/api/usage/rate-limits';
      return answer({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation } }], extensions: cost(null) });
    }
    await bulk.finishDue();
    const result = await executor.execute(document, variables, { shop, app, bulk, unpaged: false });
    const actual = Math.min(actualCost(result.data), charged);
    bucket.refund(charged - actual);
    return answer({
      ...(result.errors === undefined ? {} : { errors: result.errors.map((error) => error.toJSON()) }),
      data: result.data ?? null,
      extensions: cost(actual),
    });
  };
}

function answer(body: unknown): Response {
  return Response.json(body, { headers: { 'x-shopify-api-version': API_VERSION } });
}
