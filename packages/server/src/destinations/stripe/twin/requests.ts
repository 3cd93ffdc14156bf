import { z } from 'zod';

// What the twin takes, closed: Stripe refuses parameters it does not know.

const text = (max: number) => z.string().max(max);

const Address = z.union([
  z.literal(''),
  z.strictObject({
    line1: text(200).optional(),
    line2: text(200).optional(),
    city: text(100).optional(),
    state: text(100).optional(),
    postal_code: text(20).optional(),
    country: text(2).optional(),
  }),
]);

export const CustomerBody = z.strictObject({
  email: z.email().max(512).optional(),
  name: text(256).optional(),
  phone: text(20).optional(),
  description: text(5000).optional(),
  address: Address.optional(),
  shipping: z.union([z.literal(''), z.strictObject({ name: text(256), phone: text(20).optional(), address: Address })]).optional(),
  preferred_locales: z.array(text(35)).optional(),
  metadata: z.record(z.string().max(40), text(500)).optional(),
});
export type CustomerBody = z.infer<typeof CustomerBody>;
