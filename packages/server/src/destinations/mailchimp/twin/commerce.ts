import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { hashOf, type TwinAudience, TwinRefusal } from './state.ts';

export interface TwinStore {
  id: string;
  list_id: string;
  currency_code: string;
  customers: Record<string, Record<string, unknown>>;
  products: Record<string, { id: string; title: string; variants: { id: string; title: string }[] }>;
  orders: Record<string, Record<string, unknown>>;
}

const Address = z.strictObject({
  name: z.string().optional(),
  company: z.string().optional(),
  phone: z.string().optional(),
  address1: z.string().optional(),
  address2: z.string().optional(),
  city: z.string().optional(),
  province: z.string().optional(),
  postal_code: z.string().optional(),
  country: z.string().optional(),
  country_code: z.string().length(2).optional(),
});
const CustomerAddress = Address.omit({ name: true, company: true, phone: true });
const names = {
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  company: z.string().optional(),
  address: CustomerAddress.optional(),
};
const CustomerBody = z.strictObject({ id: z.string().max(50), email_address: z.email(), opt_in_status: z.boolean(), ...names });
const StoreBody = z.strictObject({
  id: z.string().min(1),
  list_id: z.string(),
  name: z.string().min(1),
  currency_code: z.string().length(3),
  platform: z.string(),
});
const VariantBody = z.strictObject({ id: z.string(), title: z.string().min(1), price: z.number(), sku: z.string().optional() });
const ProductBody = z.strictObject({ id: z.string().max(50), title: z.string().min(1), variants: z.array(VariantBody).min(1) });
const orderMembers = {
  campaign_id: z.string().optional(),
  landing_site: z.string().optional(),
  financial_status: z.string().optional(),
  fulfillment_status: z.string().optional(),
  currency_code: z.string().length(3),
  order_total: z.number(),
  order_url: z.string().optional(),
  discount_total: z.number().optional(),
  tax_total: z.number().optional(),
  shipping_total: z.number().optional(),
  processed_at_foreign: z.iso.datetime({ offset: true }).optional(),
  cancelled_at_foreign: z.iso.datetime({ offset: true }).optional(),
  updated_at_foreign: z.iso.datetime({ offset: true }).optional(),
  shipping_address: Address.optional(),
  billing_address: Address.optional(),
};
const LineBody = z.strictObject({
  id: z.string(),
  product_id: z.string(),
  product_variant_id: z.string(),
  quantity: z.int(),
  price: z.number(),
  discount: z.number().optional(),
});
const OrderBody = z.strictObject({ id: z.string().max(50), customer: CustomerBody, lines: z.array(LineBody).min(1), ...orderMembers });
const OrderPatch = z.strictObject({ customer: z.strictObject(names).optional(), ...orderMembers });

const missing = () => new TwinRefusal(404, 'Resource Not Found', 'The requested resource could not be found.');

/** Mailchimp's stores over the twin's audience. */
export function addCommerceRoutes(app: Hono, stores: Record<string, TwinStore>, audience: TwinAudience): void {
  const storeOf = (c: Context): TwinStore => stores[c.req.param('store') ?? ''] ?? raise(missing());
  const base = '/3.0/ecommerce/stores/:store';

  app.post('/3.0/ecommerce/stores', async (c) => {
    const { id, list_id, currency_code } = await read(c, StoreBody);
    if (stores[id] !== undefined) throw exists('A store with the provided ID already exists in the account.');
    return c.json((stores[id] = { id, list_id, currency_code, customers: {}, products: {}, orders: {} }));
  });
  app.get(base, (c) => c.json({ id: storeOf(c).id, list_id: storeOf(c).list_id }));

  app.get(`${base}/customers/:id`, (c) => c.json(storeOf(c).customers[c.req.param('id')] ?? raise(missing())));
  app.put(`${base}/customers/:id`, async (c) => {
    const body = await read(c, CustomerBody);
    if (body.id !== c.req.param('id')) throw new TwinRefusal(400, 'Bad Request', 'The customer ID is not that of the path.');
    return c.json(writeCustomer(storeOf(c), audience, body));
  });
  app.delete(`${base}/customers/:id`, (c) => remove(c, storeOf(c).customers));

  app.get(`${base}/products/:id`, (c) => c.json(storeOf(c).products[c.req.param('id')] ?? raise(missing())));
  app.post(`${base}/products`, async (c) => {
    const store = storeOf(c);
    const body = await read(c, ProductBody);
    if (store.products[body.id] !== undefined) throw exists('A product with the provided ID already exists in the account for this store.');
    return c.json((store.products[body.id] = body));
  });
  app.put(`${base}/products/:id/variants/:variant`, async (c) => {
    const product = storeOf(c).products[c.req.param('id')] ?? raise(missing());
    const body = await read(c, VariantBody);
    product.variants = [...product.variants.filter(({ id }) => id !== body.id), body];
    return c.json(body);
  });

  app.post(`${base}/orders`, async (c) => {
    const store = storeOf(c);
    const body = await read(c, OrderBody);
    if (store.orders[body.id] !== undefined) throw exists('An order with the provided ID already exists in the account for this store.');
    for (const { product_id: product, product_variant_id: variant } of body.lines) {
      if (store.products[product]?.variants.some(({ id }) => id === variant) !== true)
        throw new TwinRefusal(400, 'Bad Request', `A product or variant with the provided ID (${product}, ${variant}) does not exist.`);
    }
    writeCustomer(store, audience, body.customer);
    return c.json((store.orders[body.id] = body));
  });
  app.patch(`${base}/orders/:id`, async (c) => {
    const store = storeOf(c);
    const order = store.orders[c.req.param('id')] ?? raise(missing());
    const { customer, ...body } = await read(c, OrderPatch);
    const before = order['customer'] as Record<string, unknown>;
    return c.json((store.orders[c.req.param('id')] = { ...order, ...body, customer: { ...before, ...customer } }));
  });
  app.delete(`${base}/orders/:id`, (c) => remove(c, storeOf(c).orders));
}

/** Who is new to the audience joins it by their opt-in status; who is known to it stays as they are. */
function writeCustomer(store: TwinStore, audience: TwinAudience, body: z.infer<typeof CustomerBody>): Record<string, unknown> {
  const other = Object.values(store.customers).find((one) => one['email_address'] === body.email_address && one['id'] !== body.id);
  if (other !== undefined) throw exists('A customer with the provided email address already exists in the account for this store.');
  const hash = hashOf(body.email_address);
  if (!audience.members.has(hash) && !audience.forgotten.has(hash)) {
    audience.write(hash, { email_address: body.email_address, status_if_new: body.opt_in_status ? 'subscribed' : 'transactional' });
  }
  return (store.customers[body.id] = { ...store.customers[body.id], ...body });
}

function remove(c: Context, records: Record<string, unknown>): Response {
  const id = c.req.param('id') ?? '';
  if (records[id] === undefined) throw missing();
  delete records[id];
  return c.body(null, 204);
}

function exists(detail: string): TwinRefusal {
  return new TwinRefusal(400, 'Bad Request', detail);
}

function raise(refusal: TwinRefusal): never {
  throw refusal;
}

async function read<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  throw new TwinRefusal(
    400,
    'Invalid Resource',
    "The resource submitted could not be validated. For details, see the 'errors' array.",
    errors,
  );
}
