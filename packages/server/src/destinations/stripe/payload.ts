import { z } from 'zod';

const Text = (max: number) => z.string().max(max);

const Address = z.strictObject({
  line1: Text(200).optional().meta({ title: 'Street' }),
  line2: Text(200).optional().meta({ title: 'Street, second line' }),
  city: Text(100).optional().meta({ title: 'City' }),
  state: Text(100).optional().meta({ title: 'State or region' }),
  postal_code: Text(20).optional().meta({ title: 'Postal code' }),
  country: z.string().length(2, 'Stripe takes countries by two letters, such as "DE".').optional().meta({ title: 'Country' }),
});

export const Payload = z.strictObject({
  email: z.email('Stripe finds this customer by e-mail address, so one is needed. Map an e-mail field.').max(512).meta({ title: 'E-mail' }),
  name: Text(256).nullish().meta({ title: 'Name' }),
  phone: Text(20).nullish().meta({ title: 'Phone', field: 'phone' }),
  description: Text(5000).nullish().meta({ title: 'Description', description: 'Shown beside the customer in Stripe only.' }),
  address: Address.nullish().meta({ title: 'Address' }),
  shipping: z
    .strictObject({ name: Text(256), phone: Text(20).optional(), address: Address })
    .nullish()
    .meta({ title: 'Shipping', description: 'Stripe takes it with a name and an address only.' }),
  preferred_locales: z.array(Text(35)).max(10).optional().meta({ title: 'Languages', description: 'Such as "de-DE", most wanted first.' }),
  metadata: z
    .record(z.string().min(1).max(40), z.union([Text(500), z.number(), z.boolean(), z.null()]))
    .refine((values) => Object.keys(values).length <= 50, 'Stripe keeps at most 50 own fields.')
    .optional()
    .meta({ title: 'Own fields', description: 'Up to 50, each by a name of up to 40 characters.' }),
});
export type Payload = z.infer<typeof Payload>;
