import { z } from 'zod';
import { bareId, Id } from '../normalize/ids.ts';

/** Empty is none, like null. */
const address = z.string().max(320).nullish();

/** The body of `customers/data_request` and `customers/redact`. */
const CustomerRequest = z.object({
  shop_domain: z.string(),
  customer: z.object({ id: Id, email: address, phone: address }),
  orders_requested: z.array(Id).nullish(),
  orders_to_redact: z.array(Id).nullish(),
  data_request: z.object({ id: Id }).nullish(),
});

/** Whom a request is about, as it is kept until it is done. */
export const Person = z.object({
  customerId: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  orderIds: z.array(z.string()),
});
export type Person = z.infer<typeof Person>;

export function personOf(payload: unknown): Person {
  const { customer, orders_requested: requested, orders_to_redact: toRedact } = CustomerRequest.parse(payload);
  return {
    customerId: bareId(customer.id),
    ...(customer.email ? { email: customer.email } : {}),
    ...(customer.phone ? { phone: customer.phone } : {}),
    orderIds: [...(requested ?? []), ...(toRedact ?? [])].map(bareId),
  };
}

/** Makes the question whether a payload, as text, is about the person: by address, number, or a number of a record of theirs. */
export function createMention({ customerId, email, phone, orderIds }: Person): (body: string) => boolean {
  const texts = [email, phone].flatMap((value) => (value === undefined ? [] : [JSON.stringify(value).slice(1, -1).toLowerCase()]));
  const ids = new RegExp(
    `(?<!\\d)(?:${
      [customerId, ...orderIds]
        .map((id) => id.replaceAll(/\D/g, ''))
        .filter(Boolean)
        .join('|') || '(?!)'
    })(?!\\d)`,
  );
  return (body) => ids.test(body) || texts.some((text) => body.toLowerCase().includes(text));
}
