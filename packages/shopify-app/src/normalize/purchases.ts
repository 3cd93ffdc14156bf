import { z } from 'zod';
import { bareId, Id, readId } from './ids.ts';
import { Decimal } from './money.ts';
import { toSubject } from './people.ts';
import { compact, occurredAt, readPayload, utcMs } from './read.ts';
import type { Normaliser } from './types.ts';

const text = z.string().nullish();

const PurchasesPayload = z.object({
  customerId: Id,
  numberOfOrders: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).nullish(),
  amountSpent: z.object({ amount: Decimal, currencyCode: z.string() }).nullish(),
  lastOrderId: Id.nullish(),
  occurredAt: text,
});

/** What the customer has bought so far, which `customers/update` no longer tells. `lastOrderId` says that this is all the event holds. */
export const purchasesChanged: Normaliser = (payload, run) => {
  const read = readPayload(PurchasesPayload, payload, run);
  if (read === undefined) return 'unreadable';
  const customerId = readId(read.customerId, undefined, '/customerId', run);
  const at = occurredAt(run, read.occurredAt);
  return {
    type: 'customer.updated',
    nativeId: customerId,
    nativeVersion: `purchases-${utcMs(at)}`,
    occurredAt: at,
    subject: toSubject({ customer: { id: customerId } }, run),
    data: {
      customerId,
      ...compact({ ordersCount: read.numberOfOrders, totalSpent: read.amountSpent?.amount, currency: read.amountSpent?.currencyCode }),
      lastOrderId: read.lastOrderId === null || read.lastOrderId === undefined ? null : bareId(read.lastOrderId),
    },
  };
};
