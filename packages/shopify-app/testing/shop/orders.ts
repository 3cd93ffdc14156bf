import { buildOrder, included, type LineInput, newLine, type OrderInput } from './build-order.ts';
import type { CustomerVerbs } from './customers.ts';
import { type Purse, toAmount, toSet, toUnits } from './money.ts';
import { customerPayload, orderPayload, purchasesPayload, refundPayload } from './payloads.ts';
import type { OrderRecord, RefundRecord, TransactionRecord } from './records.ts';
import { assignOrder, customerWithEmail, type ShopState, stamp } from './state.ts';

export interface RefundInput {
  /** Lines by their id, or all of them where absent. */
  lines?: { lineItemId: number; quantity: number }[];
  /** What goes back, where it is not what the lines cost. */
  amount?: string;
  note?: string;
  restock?: boolean;
  /** The provider has not paid it out yet. */
  pending?: boolean;
}

/** What may be changed on an order without changing what was bought. */
export type OrderChanges = Partial<
  Pick<OrderRecord, 'note' | 'email' | 'phone' | 'shipping_address' | 'note_attributes' | 'tags' | 'po_number'>
>;

/** What happens to a shop's orders. Each answers the order as it then is. */
export interface OrderVerbs {
  createOrder: (input?: OrderInput) => OrderRecord;
  payOrder: (id: number) => OrderRecord;
  /** Note, tags, address: `orders/updated`. */
  editOrder: (id: number, changes: OrderChanges) => OrderRecord;
  /** What was bought is changed: `orders/edited`, then `orders/updated`. */
  editLines: (
    id: number,
    changes: { add?: LineInput[]; remove?: { lineItemId: number; quantity: number }[]; note?: string },
  ) => OrderRecord;
  fulfillOrder: (id: number) => OrderRecord;
  cancelOrder: (id: number, reason?: NonNullable<OrderRecord['cancel_reason']>) => OrderRecord;
  refundOrder: (id: number, input?: RefundInput) => { order: OrderRecord; refund: RefundRecord };
}

export function orderVerbs(shop: ShopState, customers: CustomerVerbs): OrderVerbs {
  const find = (id: number): OrderRecord => {
    const order = shop.orders.get(id);
    if (order === undefined) throw new Error(`${shop.domain} has no order ${id}.`);
    return order;
  };
  /** Announces under the topic of what happened, and then that the order changed, as Shopify does. */
  const changed = (order: OrderRecord, ...topics: string[]): OrderRecord => {
    order.updated_at = stamp(shop);
    for (const topic of [...topics, 'orders/updated']) shop.emit(topic, orderPayload(shop, order));
    return order;
  };
  /** What its customer has bought in all changed with it. */
  const counted = (order: OrderRecord): OrderRecord => {
    if (order.customer_id !== null) shop.emit('customers/purchasing_summary', purchasesPayload(shop, order.customer_id));
    return order;
  };

  return {
    createOrder: (input = {}) => {
      const order = buildOrder(shop, input, customerFor(shop, customers, input));
      shop.orders.set(order.id, order);
      assignOrder(shop, order, order.customer_id);
      if (order.financial_status === 'paid') order.transactions.push(payment(shop, order, order.created_at));
      if (order.checkout_token !== null) completeCheckout(shop, order.checkout_token);
      if (input.silent === true) return order;
      shop.emit('orders/create', orderPayload(shop, order));
      if (order.financial_status === 'paid') shop.emit('orders/paid', orderPayload(shop, order));
      shop.emit('orders/updated', orderPayload(shop, order));
      const customer = order.customer_id === null ? undefined : shop.customers.get(order.customer_id);
      if (customer !== undefined) {
        customer.updated_at = stamp(shop);
        shop.emit('customers/update', customerPayload(shop, customer));
      }
      return counted(order);
    },
    payOrder: (id) => {
      const order = find(id);
      order.financial_status = 'paid';
      order.transactions.push(payment(shop, order, stamp(shop)));
      order.total_outstanding = toAmount(0, order.currency);
      return changed(order, 'orders/paid');
    },
    editOrder: (id, changes) => changed(Object.assign(find(id), changes)),
    editLines: (id, { add = [], remove = [], note }) => {
      const order = find(id);
      const purse = purseOf(order);
      const added = add.map((line) => newLine(shop, line, purse).line);
      order.line_items.push(...added);
      for (const { lineItemId, quantity } of remove) lineOf(order, lineItemId).current_quantity -= quantity;
      reckon(order, purse);
      const now = stamp(shop);
      shop.emit('orders/edited', {
        order_edit: {
          id: shop.nextId(),
          order_id: id,
          app_id: null,
          created_at: now,
          committed_at: now,
          notify_customer: false,
          staff_note: note ?? '',
          line_items: {
            additions: added.map((line) => ({ id: line.id, delta: line.quantity })),
            removals: remove.map(({ lineItemId, quantity }) => ({ id: lineItemId, delta: quantity })),
          },
          discounts: { line_item: { additions: [], removals: [] } },
          shipping_lines: { additions: [], removals: [] },
        },
      });
      return counted(changed(order));
    },
    fulfillOrder: (id) => {
      const order = find(id);
      const at = stamp(shop);
      order.fulfillment_status = 'fulfilled';
      order.fulfillments.push({
        id: shop.nextId(),
        order_id: id,
        created_at: at,
        updated_at: at,
        status: 'success',
        tracking_company: null,
        tracking_number: null,
      });
      return changed(order, 'orders/fulfilled');
    },
    cancelOrder: (id, reason = 'customer') => {
      const order = find(id);
      const purse = purseOf(order);
      Object.assign(order, {
        cancelled_at: stamp(shop),
        closed_at: stamp(shop),
        cancel_reason: reason,
        financial_status: order.financial_status === 'paid' ? order.financial_status : 'voided',
        total_outstanding: toAmount(0, order.currency),
        current_total_price: toAmount(0, order.currency),
        current_total_price_set: toSet(0, purse),
      });
      for (const line of order.line_items) line.current_quantity = 0;
      return counted(changed(order, 'orders/cancelled'));
    },
    refundOrder: (id, input = {}) => {
      const order = find(id);
      const refund = newRefund(shop, order, input);
      order.refunds.push(refund);
      order.transactions.push(...refund.transactions);
      const back = order.refunds
        .flatMap(({ transactions }) => transactions)
        .reduce((sum, one) => sum + toUnits(one.amount, one.currency), 0);
      order.financial_status = back >= toUnits(paidAmount(order), order.presentment_currency) ? 'refunded' : 'partially_refunded';
      const purse = purseOf(order);
      const rate = Number(order.total_price_set.shop_money.amount) === 0 ? 1 : purse.presentment.rate;
      const left = toUnits(order.total_price, order.currency) - Math.round(back / rate);
      order.current_total_price = toAmount(left, order.currency);
      order.current_total_price_set = toSet(left, purse);
      order.updated_at = stamp(shop);
      shop.emit('refunds/create', refundPayload(order, refund));
      return { order: counted(changed(order)), refund };
    },
  };
}

function payment(shop: ShopState, order: OrderRecord, at: string): TransactionRecord {
  return {
    id: shop.nextId(),
    order_id: order.id,
    parent_id: null,
    kind: 'sale',
    status: 'success',
    gateway: 'shopify_payments',
    amount: order.total_price_set.presentment_money.amount,
    currency: order.presentment_currency,
    test: order.test,
    created_at: at,
    processed_at: at,
  };
}

function newRefund(shop: ShopState, order: OrderRecord, input: RefundInput): RefundRecord {
  const at = stamp(shop);
  const purse = purseOf(order);
  const lines = (input.lines ?? order.line_items.map(({ id, current_quantity }) => ({ lineItemId: id, quantity: current_quantity }))).map(
    ({ lineItemId, quantity }) => {
      const line = lineOf(order, lineItemId);
      const off = line.discount_allocations.reduce((sum, one) => sum + toUnits(one.amount, order.currency), 0);
      const units = Math.round(((toUnits(line.price, order.currency) * line.quantity - off) * quantity) / Math.max(line.quantity, 1));
      line.current_quantity -= quantity;
      return { id: shop.nextId(), lineItemId, quantity, units, rate: line.tax_lines[0]?.rate ?? 0 };
    },
  );
  const shop_units = input.amount === undefined ? lines.reduce((sum, { units }) => sum + units, 0) : toUnits(input.amount, order.currency);
  return {
    id: shop.nextId(),
    order_id: order.id,
    created_at: at,
    processed_at: at,
    note: input.note ?? null,
    restock: input.restock ?? false,
    total_duties_set: toSet(0, purse),
    refund_line_items: lines.map(({ id, lineItemId, quantity, units, rate }) => ({
      id,
      line_item_id: lineItemId,
      quantity,
      restock_type: input.restock === true ? 'return' : 'no_restock',
      subtotal_set: toSet(units, purse),
      total_tax_set: toSet(included(units, rate), purse),
    })),
    refund_shipping_lines: [],
    transactions: [
      {
        id: shop.nextId(),
        order_id: order.id,
        parent_id: null,
        kind: 'refund',
        status: input.pending === true ? 'pending' : 'success',
        gateway: 'shopify_payments',
        // Money goes back in the currency it was paid in.
        amount: toSet(shop_units, purse).presentment_money.amount,
        currency: order.presentment_currency,
        test: order.test,
        created_at: at,
        processed_at: at,
      },
    ],
  };
}

/** The totals after what was bought changed. `total_price` stays that of the first order plus what was added. */
function reckon(order: OrderRecord, purse: Purse): void {
  const sum = (quantity: 'quantity' | 'current_quantity') =>
    order.line_items.reduce((units, line) => units + toUnits(line.price, order.currency) * line[quantity], 0) -
    toUnits(order.total_discounts, order.currency) +
    toUnits(order.total_shipping_price_set.shop_money.amount, order.currency);
  const [total, current] = [sum('quantity'), sum('current_quantity')];
  order.total_price = toAmount(total, order.currency);
  order.total_price_set = toSet(total, purse);
  order.current_total_price = toAmount(current, order.currency);
  order.current_total_price_set = toSet(current, purse);
}

function purseOf(order: OrderRecord): Purse {
  const { shop_money, presentment_money } = order.total_price_set;
  const rate = Number(shop_money.amount) === 0 ? 1 : Number(presentment_money.amount) / Number(shop_money.amount);
  return { currency: order.currency, presentment: { currency: order.presentment_currency, rate } };
}

function paidAmount(order: OrderRecord): string {
  return order.total_price_set.presentment_money.amount;
}

function lineOf(order: OrderRecord, id: number): OrderRecord['line_items'][number] {
  const line = order.line_items.find((one) => one.id === id);
  if (line === undefined) throw new Error(`${order.name} has no line ${id}.`);
  return line;
}

/** Whose order it is: the customer given, the one with this e-mail address, or a new one. */
function customerFor(shop: ShopState, customers: CustomerVerbs, input: OrderInput): number | null {
  if (input.customerId !== undefined) return input.customerId;
  const { email } = input;
  if (email === null) return null;
  const known = email === undefined ? undefined : customerWithEmail(shop, email);
  if (known !== undefined) return known.id;
  const { firstName, lastName, phone, address, at, silent } = input;
  return customers.createCustomer({
    ...(email === undefined ? {} : { email }),
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(phone === undefined ? {} : { phone }),
    ...(address === undefined ? {} : { address }),
    ...(at === undefined ? {} : { at }),
    ...(silent === undefined ? {} : { silent }),
  }).id;
}

function completeCheckout(shop: ShopState, token: string): void {
  const checkout = shop.checkouts.get(token);
  if (checkout !== undefined) checkout.completed_at = stamp(shop);
}
