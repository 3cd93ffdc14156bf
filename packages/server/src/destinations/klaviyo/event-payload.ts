import { z } from 'zod';
import { quiet } from '../kit/quiet.ts';
import { email, externalId, phone } from './shared-payload.ts';

const Money = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]);

/** A line of an order or a refund, as our sources send it. */
const Item = z.looseObject({
  productId: z.string().optional(),
  variantId: z.string().optional(),
  sku: z.string().optional(),
  title: z.string().optional(),
  quantity: z.number().optional(),
  unitPrice: Money.optional(),
  discount: Money.optional(),
  /** What was refunded for the line. */
  amount: Money.optional(),
});
export type Item = z.infer<typeof Item>;

export const EventPayload = z
  .strictObject({
    metric: z
      .string()
      .trim()
      .min(1)
      .max(127)
      .meta({ title: 'Metric', description: 'What happened, such as "Placed Order". Klaviyo makes a metric when it first gets one.' }),
    email,
    phone,
    externalId,
    time: z.iso
      .datetime({ offset: true, error: 'This is not a date with a time. Use the date rule in the mapping.' })
      .optional()
      .meta({ title: 'When it happened', field: 'datetime' }),
    value: z.number().optional().meta({ title: 'Value', description: 'An amount of money, such as the total of the order.' }),
    currency: z
      .string()
      .regex(/^[A-Za-z]{3}$/, 'A currency is three letters, such as EUR.')
      .optional()
      .meta({ title: 'Currency' }),
    uniqueId: z.string().max(255).optional().meta({
      title: 'Unique ID',
      description:
        'Of events with the same ID, metric and person Klaviyo keeps the first. Without it each event counts by itself. An order that is placed and later cancelled has one ID in both.',
    }),
    items: z.array(Item).max(4000).optional().meta({ title: 'Items', field: 'list', description: 'The lines of the order.' }),
    properties: z
      .record(z.string().min(1).max(255), z.unknown())
      .refine((properties) => Object.keys(properties).length <= 390, 'Klaviyo takes at most 400 properties in an event. Map fewer.')
      .optional()
      .meta({ title: 'Details', description: 'Any name; shown with the event in Klaviyo and usable in its templates and segments.' }),
    quiet,
  })
  .refine((payload) => [payload.email, payload.phone, payload.externalId].some((id) => id !== undefined && id.trim() !== ''), {
    path: ['email'],
    message:
      'Klaviyo needs to know whose event this is by e-mail address, phone number or external ID, and none is there. Map the field that holds the address.',
  });
export type EventPayload = z.infer<typeof EventPayload>;
