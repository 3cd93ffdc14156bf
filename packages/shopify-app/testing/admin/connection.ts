import { GraphQLError } from 'graphql';
import { type Args, type Context, fields, node, type Node, type Resolver } from './node.ts';

interface Page {
  nodes: Node[];
  cursors: string[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

const MOST = 250;

/** One page of a list, asked for by `first`/`after` or `last`/`before`, as Shopify pages. */
export function connection(type: string, rows: readonly { key: string; of: unknown }[], args: Args, context: Context): Node {
  const { first, last } = args as { first?: number; last?: number };
  const size = first ?? last;
  if (size === undefined && !context.unpaged) {
    throw new GraphQLError('you must provide one of first or last', { extensions: { code: 'BAD_REQUEST' } });
  }
  if (size !== undefined && (size < 1 || size > MOST)) {
    throw new GraphQLError(`first or last must be between 1 and ${MOST}`, { extensions: { code: 'MAX_COST_EXCEEDED' } });
  }
  const from = after(rows, args['after']);
  const to = before(rows, args['before']);
  const within = rows.slice(from, to);
  const page = size === undefined ? within : first === undefined ? within.slice(-size) : within.slice(0, size);
  const start = first === undefined && size !== undefined ? Math.max(from, to - size) : from;
  const of: Page = {
    nodes: page.map((row) => ({ type, of: row.of })),
    cursors: page.map(({ key }) => toCursor(key)),
    hasNextPage: start + page.length < rows.length,
    hasPreviousPage: start > 0,
  };
  return { type: `${type}Connection`, of };
}

function toCursor(key: string): string {
  return Buffer.from(JSON.stringify({ last: key })).toString('base64');
}

function indexOf(rows: readonly { key: string }[], cursor: string): number {
  const index = rows.findIndex(({ key }) => toCursor(key) === cursor);
  // A cursor of Shopify's goes on working after its record is gone; ours tells, so that nobody relies on a position that moved.
  if (index === -1) throw new GraphQLError('Invalid cursor for current pagination sort.', { extensions: { code: 'BAD_REQUEST' } });
  return index;
}

function after(rows: readonly { key: string }[], cursor: unknown): number {
  return typeof cursor === 'string' ? indexOf(rows, cursor) + 1 : 0;
}

function before(rows: readonly { key: string }[], cursor: unknown): number {
  return typeof cursor === 'string' ? indexOf(rows, cursor) : rows.length;
}

const CONNECTION = fields<Page>({
  nodes: ({ nodes }) => nodes,
  edges: ({ nodes, cursors }) => nodes.map((one, index) => ({ type: `${one.type}Edge`, of: { node: one, cursor: cursors[index] } })),
  pageInfo: (page) => node('PageInfo', page),
});

const EDGE = fields<{ node: Node; cursor: string }>({ node: (edge) => edge.node, cursor: (edge) => edge.cursor });

export const PAGE_INFO = fields<Page>({
  hasNextPage: ({ hasNextPage }) => hasNextPage,
  hasPreviousPage: ({ hasPreviousPage }) => hasPreviousPage,
  startCursor: ({ cursors }) => cursors[0] ?? null,
  endCursor: ({ cursors }) => cursors.at(-1) ?? null,
});

/** Connections and edges are alike for every type. */
export function connectionField(type: string, field: string): Resolver | undefined {
  if (type.endsWith('Connection')) return CONNECTION[field];
  if (type.endsWith('Edge')) return EDGE[field];
  return undefined;
}
