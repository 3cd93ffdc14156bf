import { z } from 'zod';
import { bareId, Id } from '../normalize/ids.ts';
import { parseJson } from '../parse-json.ts';

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

/**
 * Makes the question whether a payload, as text, is about the person: by their whole address or number (`joann@example.com` does not
 * name `ann@example.com`), or by a number of a record of theirs.
 */
export function createMention({ customerId, email, phone, orderIds }: Person): (body: string) => boolean {
  const ids = [customerId, ...orderIds].map((id) => id.replaceAll(/\D/g, '')).filter(Boolean);
  const theirIds = new RegExp(`(?<!\\d)(?:${ids.join('|') || '(?!)'})(?!\\d)`);
  const theirs = [
    // What stands before and after an address and would make it another one.
    ...(!email ? [] : [new RegExp(`(?<![\\p{L}\\p{N}_.+%'’-])${literal(email)}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, 'iu')]),
    ...(!phone ? [] : [new RegExp(`(?<!\\d)${literal(phone)}(?!\\d)`)]),
  ];
  // Ids are looked for in the text itself: as JSON numbers the long ones lose digits.
  return (body) => theirIds.test(body) || textsOf(body).some((text) => theirs.some((pattern) => pattern.test(text)));
}

const literal = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** The texts in a payload, as they were before JSON escaped them; what is no payload is one text. */
function textsOf(body: string): string[] {
  const payload = parseJson(body);
  return typeof payload === 'object' && payload !== null ? textsIn(payload) : [body];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
