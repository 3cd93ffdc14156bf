import { GraphQLError } from 'graphql';
import type { CustomerRecord, OrderRecord } from '../../shop/records.ts';
import { gid, numberOf, type ShopState } from '../../shop/state.ts';
import { connection } from '../connection.ts';
import { type Args, type Context, fields, node, type Node, type Resolvers } from '../node.ts';
import { type Facets, parseSearch } from '../search.ts';
import type { BulkOperation } from '../bulk.ts';

const DAY = 86_400_000;
const WITHOUT_ALL_ORDERS = 60 * DAY;

const ORDER_FILTERS = [
  'id',
  'created_at',
  'updated_at',
  'processed_at',
  'checkout_token',
  'customer_id',
  'email',
  'name',
  'financial_status',
  'status',
  'tag',
  'test',
];
const CUSTOMER_FILTERS = ['id', 'customer_date', 'updated_at', 'email', 'phone', 'first_name', 'last_name', 'state', 'tag'];

export const ROOT: Resolvers = {
  QueryRoot: fields<undefined>({
    shop: (_, __, { shop }) => node('Shop', shop),
    currentAppInstallation: (_, __, { shop }) => node('AppInstallation', shop),
    order: (_, { id }, { shop }) => node('Order', orderBy(shop, id)),
    orders: (_, args, context) => listOrders(args, context),
    ordersCount: (_, args, { shop }) => count(matching(ordersOf(shop), args, ORDER_FILTERS, orderFacets).length, args),
    refund: (_, { id }, { shop }) => node('Refund', refundBy(shop, id)),
    customer: (_, { id }, { shop }) => node('Customer', customerBy(shop, id)),
    customers: (_, args, context) => listCustomers(args, context),
    customersCount: (_, args, { shop }) =>
      count(matching([...shop.customers.values()], args, CUSTOMER_FILTERS, customerFacets).length, args),
    node: (_, { id }, context) => anyNode(String(id), context),
    nodes: (_, { ids }, context) => (ids as string[]).map((id) => anyNode(id, context)),
    bulkOperation: (_, { id }, { bulk }) => node('BulkOperation', bulk.find(String(id))),
    bulkOperations: (_, args, context) =>
      connection(
        'BulkOperation',
        context.bulk.list().map((of) => ({ key: of.id, of })),
        args,
        context,
      ),
    currentBulkOperation: (_, __, { bulk }) => node('BulkOperation', bulk.list().at(-1)),
    webhookSubscriptions: (_, args, context) => {
      const topics = args['topics'] as string[] | undefined;
      const found = [...context.shop.subscriptions.values()].filter(({ topic }) => topics === undefined || topics.includes(topic));
      return connection(
        'WebhookSubscription',
        found.map((of) => ({ key: of.id, of })),
        args,
        context,
      );
    },
    webPixel: (_, __, { shop }) => {
      if (shop.pixel === undefined)
        throw new GraphQLError('No web pixel was found for this app.', { extensions: { code: 'RESOURCE_NOT_FOUND' } });
      return node('WebPixel', shop.pixel);
    },
  }),
  Shop: fields<ShopState>({
    id: ({ id }) => gid('Shop', id),
    name: ({ name }) => name,
    email: ({ email }) => email,
    contactEmail: ({ email }) => email,
    shopOwnerName: ({ owner }) => owner,
    myshopifyDomain: ({ domain }) => domain,
    url: ({ domain }) => `https://${domain}`,
    primaryDomain: ({ domain }) => node('Domain', domain),
    currencyCode: ({ currency }) => currency,
    ianaTimezone: ({ timezone }) => timezone,
    billingAddress: (shop) => node('ShopAddress', shop),
    shopAddress: (shop) => node('ShopAddress', shop),
    plan: (shop) => node('ShopPlan', shop),
  }),
  Domain: fields<string>({ host: (host) => host, url: (host) => `https://${host}` }),
  ShopAddress: fields<ShopState>({ countryCodeV2: ({ country }) => country }),
  ShopPlan: fields<ShopState>({
    publicDisplayName: ({ plan }) => plan,
    partnerDevelopment: () => false,
    shopifyPlus: ({ plan }) => plan === 'Plus',
  }),
  AppInstallation: fields<ShopState>({
    id: ({ id }) => gid('AppInstallation', id),
    accessScopes: ({ scopes }) => [...(scopes ?? [])].map((scope) => node('AccessScope', scope)),
  }),
  AccessScope: fields<string>({ handle: (scope) => scope, description: (scope) => scope.replaceAll('_', ' ') }),
  Count: fields<{ count: number; exact: boolean }>({
    count: (counted) => counted.count,
    precision: ({ exact }) => (exact ? 'EXACT' : 'AT_LEAST'),
  }),
  WebPixel: fields<NonNullable<ShopState['pixel']>>({ id: ({ id }) => id, settings: ({ settings }) => settings }),
  WebhookSubscription: fields<ShopState['subscriptions'] extends Map<string, infer One> ? One : never>({
    id: ({ id }) => id,
    topic: ({ topic }) => topic,
    uri: ({ uri }) => uri,
    createdAt: ({ at }) => new Date(at).toISOString(),
  }),
  BulkOperation: fields<BulkOperation>({
    id: ({ id }) => id,
    status: ({ status }) => status,
    type: () => 'QUERY',
    errorCode: ({ errorCode }) => errorCode,
    createdAt: ({ createdAt }) => createdAt,
    completedAt: ({ completedAt }) => completedAt,
    objectCount: ({ objectCount }) => String(objectCount),
    rootObjectCount: ({ rootObjectCount }) => String(rootObjectCount),
    fileSize: ({ fileSize }) => (fileSize === null ? null : String(fileSize)),
    url: ({ url }) => url,
    partialDataUrl: () => null,
  }),
};

/** Without `read_all_orders` an app sees the orders of the last 60 days and no others. */
function ordersOf(shop: ShopState): OrderRecord[] {
  return [...shop.orders.values()].filter((order) => visible(shop, order));
}

function visible(shop: ShopState, { created_at }: OrderRecord): boolean {
  return shop.scopes?.has('read_all_orders') === true || Date.parse(created_at) >= shop.clock.now() - WITHOUT_ALL_ORDERS;
}

function orderBy(shop: ShopState, id: unknown): OrderRecord | undefined {
  const number = numberOf(String(id), 'Order');
  const order = number === undefined ? undefined : shop.orders.get(number);
  return order !== undefined && visible(shop, order) ? order : undefined;
}

function refundBy(shop: ShopState, id: unknown) {
  const number = numberOf(String(id), 'Refund');
  const found = ordersOf(shop).flatMap((order) => order.refunds.map((refund) => ({ order, refund })));
  return found.find(({ refund }) => refund.id === number);
}

function customerBy(shop: ShopState, id: unknown): CustomerRecord | undefined {
  const number = numberOf(String(id), 'Customer');
  return number === undefined ? undefined : shop.customers.get(number);
}

function anyNode(id: string, { shop, bulk }: Context): Node | null {
  const type = /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1];
  switch (type) {
    case 'Order':
      return node('Order', orderBy(shop, id));
    case 'Customer':
      return node('Customer', customerBy(shop, id));
    case 'BulkOperation':
      return node('BulkOperation', bulk.find(id));
    default:
      throw new GraphQLError(`The fake Shopify has no ${String(type)} to look up by its id.`);
  }
}

function listOrders(args: Args, context: Context): Node {
  const found = matching(ordersOf(context.shop), args, ORDER_FILTERS, orderFacets);
  return connection(
    'Order',
    sorted(found, args, { CREATED_AT: 'created_at', UPDATED_AT: 'updated_at', PROCESSED_AT: 'processed_at' }),
    args,
    context,
  );
}

function listCustomers(args: Args, context: Context): Node {
  const found = matching([...context.shop.customers.values()], args, CUSTOMER_FILTERS, customerFacets);
  return connection('Customer', sorted(found, args, { CREATED_AT: 'created_at', UPDATED_AT: 'updated_at' }), args, context);
}

function matching<Of>(all: Of[], { query }: Args, filters: readonly string[], facets: (of: Of) => Facets): Of[] {
  if (typeof query !== 'string' || query.trim() === '') return all;
  const holds = parseSearch(query, filters);
  return all.filter((of) => holds(facets(of)));
}

function orderFacets(order: OrderRecord): Facets {
  return {
    id: order.id,
    created_at: Date.parse(order.created_at),
    updated_at: Date.parse(order.updated_at),
    processed_at: Date.parse(order.processed_at),
    checkout_token: order.checkout_token,
    customer_id: order.customer_id,
    email: order.email,
    name: order.name,
    financial_status: order.financial_status,
    status: order.cancelled_at === null ? (order.closed_at === null ? 'open' : 'closed') : 'cancelled',
    tag: order.tags.split(', '),
    test: order.test,
  };
}

function customerFacets(customer: CustomerRecord): Facets {
  return {
    id: customer.id,
    customer_date: Date.parse(customer.created_at),
    // Documented as matching a whole day.
    updated_at: { day: Date.parse(customer.updated_at) },
    email: customer.email,
    phone: customer.phone,
    first_name: customer.first_name,
    last_name: customer.last_name,
    state: customer.state,
    tag: customer.tags,
  };
}

/** Sorts by time and then id, or by id alone. Texts of one zone do not sort across a clock change, so times are compared. */
function sorted<Of extends { id: number }>(
  found: Of[],
  { sortKey, reverse }: Args,
  times: Record<string, keyof Of>,
): { key: string; of: Of }[] {
  const member = times[String(sortKey)];
  if (member === undefined && sortKey !== undefined && sortKey !== 'ID') {
    throw new GraphQLError(`The fake Shopify does not sort by ${JSON.stringify(sortKey)}.`);
  }
  const time = (of: Of) => (member === undefined ? 0 : Date.parse(String(of[member])));
  const order = found.toSorted((a, b) => time(a) - time(b) || a.id - b.id);
  return (reverse === true ? order.toReversed() : order).map((of) => ({ key: `${String(of.id)}-${time(of)}`, of }));
}

function count(found: number, { limit }: Args): Node {
  const most = limit === undefined ? 10_000 : limit === null ? Number.POSITIVE_INFINITY : Number(limit);
  return { type: 'Count', of: { count: Math.min(found, most), exact: found <= most } };
}
