import { z } from 'zod';
import { operation } from '../operation.ts';
import { CUSTOMER, Customer } from './customers.ts';
import { Whole } from './fields.ts';
import { Line, LINE, Order, ORDER } from './orders.ts';

const BulkOperation = z.object({
  id: z.string(),
  status: z.string(),
  errorCode: z.string().nullable(),
  rootObjectCount: Whole,
  url: z.string().nullable(),
});
export type BulkOperation = z.infer<typeof BulkOperation>;
const BULK = '{ id status errorCode rootObjectCount url }';
const UserErrors = z.array(z.object({ message: z.string() }));

/** Starts a bulk query. `groupObjects` writes children right after their parent, so that the file can be read as it streams. */
export const runBulk = operation({
  name: 'runBulk',
  document: `mutation runBulk($query: String!) {
    bulkOperationRunQuery(query: $query, groupObjects: true) { bulkOperation ${BULK} userErrors { code message } }
  }`,
  variables: z.object({ query: z.string() }),
  data: z.object({
    bulkOperationRunQuery: z
      .object({
        bulkOperation: BulkOperation.nullable(),
        userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
      })
      .nullable(),
  }),
  points: 10,
});

export const getBulk = operation({
  name: 'getBulk',
  document: `query getBulk($id: ID!) { bulkOperation(id: $id) ${BULK} }`,
  variables: z.object({ id: z.string() }),
  data: z.object({ bulkOperation: BulkOperation.nullable() }),
  points: 1,
});

export const cancelBulk = operation({
  name: 'cancelBulk',
  document: `mutation cancelBulk($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { id status } userErrors { message } } }`,
  variables: z.object({ id: z.string() }),
  data: z.object({ bulkOperationCancel: z.object({ userErrors: UserErrors }).nullable() }),
  points: 10,
});

/**
 * What a bulk query reads. It runs by `bulkDocument` inside `runBulk`, never by itself, and its `data` is one line of the
 * file: an order, or one of its lines with the order's id as `__parentId`.
 */
export const bulkOrders = operation({
  name: 'bulkOrders',
  document: `query bulkOrders($query: String!) {
    orders(query: $query) { edges { node { ${ORDER} lineItems { edges { node { ${LINE} } } } } } }
  }`,
  variables: z.object({ query: z.string() }),
  data: z.union([Line.extend({ __parentId: z.string() }), Order]),
  points: 0,
});

export const bulkCustomers = operation({
  name: 'bulkCustomers',
  document: `query bulkCustomers($query: String!) { customers(query: $query) { edges { node { ${CUSTOMER} } } } }`,
  variables: z.object({ query: z.string() }),
  data: Customer,
  points: 0,
});

/** A bulk query takes no variables: the same document with the search written into it. */
export function bulkDocument(bulk: { document: string }, query: string): string {
  return bulk.document.replace(/^query \w+\(\$query: String!\)/, 'query').replace('query: $query', `query: ${JSON.stringify(query)}`);
}
