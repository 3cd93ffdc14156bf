import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { Line, Money, present, StreetAddress, toAddress, toOrderAddress } from './commerce.ts';
import { orderMapping } from './commerce-mapping.ts';
import { customerFields, customerId, differencesFrom, namesOf } from './customer.ts';
import { decideOptIn } from './opt-in.ts';
import { passingOptOut } from './opt-out.ts';
import { ensureProducts, identify } from './products.ts';
import type { Settings } from './settings.ts';
import { ensureStore, isMissing, isThereAlready, storePath } from './store.ts';

const Moment = z.iso.datetime({ offset: true, error: 'A time is written like 2026-11-21T09:30:00Z.' });

const Payload = z.strictObject({
  ...customerFields,
  orderId: z.string().trim().min(1).max(50).optional().meta({ title: 'Order ID', description: 'Events with the same ID are one order.' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'A currency is written like EUR.')
    .optional()
    .meta({ title: 'Currency' }),
  total: Money.optional().meta({ title: 'Total', field: 'number' }),
  lines: z
    .array(Line)
    .max(200)
    .optional()
    .meta({ title: 'Lines', description: 'What was sold: productId, variantId, quantity, unitPrice.' }),
  discount: Money.optional().meta({ title: 'Discount', field: 'number' }),
  tax: Money.optional().meta({ title: 'Tax', field: 'number' }),
  shipping: Money.optional().meta({ title: 'Shipping', field: 'number' }),
  financialStatus: z.string().max(50).optional().meta({
    title: 'Payment status',
    description: 'paid, pending, refunded or cancelled. Mailchimp sends order notifications by it, where you have switched them on.',
  }),
  fulfillmentStatus: z.string().max(50).optional().meta({ title: 'Shipping status', description: 'shipped, once it is.' }),
  processedAt: Moment.optional().meta({ title: 'Ordered at' }),
  cancelledAt: Moment.optional().meta({ title: 'Cancelled at' }),
  updatedAt: Moment.optional().meta({ title: 'Changed at' }),
  orderUrl: z.url().max(1000).optional().meta({ title: "The order's address" }),
  campaignId: z.string().max(50).optional().meta({ title: 'Campaign', description: 'The campaign that led to the order (mc_cid).' }),
  landingSite: z.string().max(1000).optional().meta({ title: 'First page visited' }),
  billingAddress: StreetAddress.optional().meta({ title: 'Billing address' }),
  shippingAddress: StreetAddress.optional().meta({ title: 'Shipping address' }),
});
type Payload = z.infer<typeof Payload>;

/** Adds an order to the store or updates the one with this id. */
export const upsertOrder = defineOperation<Settings, Payload>({
  title: 'Add or update an order',
  description: 'Adds an order to the Mailchimp store, with its customer and products, or updates the one with this ID.',
  payload: Payload,
  scopes: [],
  dedupe: 'keyed-upsert',
  quietly: true,
  updates: { record: 'order', key: ['/orderId'], recurring: false, apart: ['/quiet'] },
  perform: (ctx, payload) => passingOptOut(ctx, payload, () => upsert(ctx, payload)),
  defaultMapping: orderMapping,
});

async function upsert(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const order = wholeOrder(payload);
  await ensureStore(ctx, order.currency);
  const { optIn, notes } = await decideOptIn(ctx, payload);
  const updated = await update(ctx, payload, order);
  if (updated !== undefined) return performed(order, updated, 'updated', notes);
  const lines = order.lines.map(identify);
  await ensureProducts(ctx, lines);
  const customer = { id: customerId(payload.email), email_address: payload.email, opt_in_status: optIn, ...customerPart(payload) };
  const json = { id: order.id, ...bodyOf(payload, order), customer, lines: lines.map(toLine) };
  try {
    const made = await ctx.call({ method: 'POST', path: `${storePath(ctx.settings)}/orders`, json });
    return performed(order, made.json, 'created', [...notes, ...namesNote(customer, made.json)]);
  } catch (error) {
    // Another worker made it between our two calls.
    const there = isThereAlready(error) ? await update(ctx, payload, order) : undefined;
    if (there === undefined) throw error;
    return performed(order, there, 'updated', notes);
  }
}

interface Order {
  id: string;
  currency: string;
  total: number;
  lines: Line[];
}

/** @throws DestinationFailure `permanent` where the event holds no order. */
function wholeOrder({ orderId: id, currency, total, lines }: Payload): Order {
  if (id !== undefined && currency !== undefined && total !== undefined && lines !== undefined && lines.length > 0)
    return { id, currency, total: Number(total), lines };
  const message =
    'This event has no order in it: no ID, currency, total or lines. Use this step in a flow that starts with an order, or map them.';
  throw new DestinationFailure({ kind: 'permanent', code: 'no_order', message, problems: [{ path: '/orderId', message }] });
}

/** Updates the order; undefined where the store does not have it. Mailchimp has no PUT for orders, so this is asked first. */
async function update(ctx: CallContext<Settings>, payload: Payload, order: Order): Promise<unknown> {
  const customer = customerPart(payload);
  // Lines are left as they are: without ids, which a change does not take, they cannot be told apart.
  const json = { ...bodyOf(payload, order), ...(customer === undefined ? {} : { customer }) };
  try {
    return (await ctx.call({ method: 'PATCH', path: `${storePath(ctx.settings)}/orders/${encodeURIComponent(order.id)}`, json })).json;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function customerPart(payload: Payload): object | undefined {
  const address = toAddress(payload.billingAddress);
  return present<unknown>({ ...namesOf(payload), address });
}

function bodyOf(payload: Payload, order: Order): Record<string, unknown> {
  const amount = (value: string | number | undefined) => (value === undefined ? undefined : Number(value));
  const loud = payload.quiet !== true;
  return {
    currency_code: order.currency,
    order_total: order.total,
    ...present<unknown>({
      discount_total: amount(payload.discount),
      tax_total: amount(payload.tax),
      shipping_total: amount(payload.shipping),
      // Mailchimp's order notifications go by these two.
      financial_status: loud ? payload.financialStatus : undefined,
      fulfillment_status: loud ? payload.fulfillmentStatus : undefined,
      processed_at_foreign: payload.processedAt,
      cancelled_at_foreign: payload.cancelledAt,
      updated_at_foreign: payload.updatedAt,
      order_url: payload.orderUrl,
      campaign_id: payload.campaignId,
      landing_site: payload.landingSite,
      billing_address: toOrderAddress(payload.billingAddress),
      shipping_address: toOrderAddress(payload.shippingAddress),
    }),
  };
}

function toLine(line: ReturnType<typeof identify>, index: number) {
  return {
    id: line.id ?? String(index + 1),
    product_id: line.productId,
    product_variant_id: line.variantId,
    quantity: Math.round(line.quantity),
    price: Number(line.unitPrice),
    ...(line.discount === undefined ? {} : { discount: Number(line.discount) }),
  };
}

const Kept = z.looseObject({
  currency_code: z.string().optional(),
  order_total: z.number().optional(),
  lines: z.array(z.looseObject({ quantity: z.number().optional() })).optional(),
  customer: z.looseObject({ first_name: z.string().nullish(), last_name: z.string().nullish(), company: z.string().nullish() }).optional(),
});

function performed(order: Order, answer: unknown, effect: 'created' | 'updated', notes: Problem[]): Performed {
  const kept = Kept.safeParse(answer).data ?? {};
  const differences = [...notes];
  if (kept.order_total !== undefined && kept.order_total !== order.total)
    differences.push({ path: '/total', message: `Mailchimp kept ${kept.order_total} instead of ${order.total}.` });
  if (kept.currency_code !== undefined && kept.currency_code !== order.currency)
    differences.push({ path: '/currency', message: `Mailchimp kept "${kept.currency_code}" instead of "${order.currency}".` });
  if (kept.lines !== undefined && quantity(kept.lines) !== quantity(order.lines))
    differences.push({
      path: '/lines',
      message: 'What was ordered has changed. Mailchimp keeps the lines it got first; the total is the new one.',
    });
  return { id: order.id, output: { id: order.id }, effect, ...(differences.length === 0 ? {} : { differences }) };
}

function quantity(lines: { quantity?: number | undefined }[]): number {
  return lines.reduce((sum, line) => sum + Math.round(line.quantity ?? 0), 0);
}

function namesNote(sent: object, answer: unknown): Problem[] {
  return differencesFrom(sent, Kept.safeParse(answer).data?.customer ?? {});
}
