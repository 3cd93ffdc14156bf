import { z } from 'zod';

const text = z.string().min(1).nullable().optional();

const Attributes = z.strictObject({
  email: text,
  phone_number: text,
  external_id: text,
  first_name: text,
  last_name: text,
  organization: text,
  title: text,
  locale: text,
  image: text,
  location: z
    .strictObject({ address1: text, address2: text, city: text, region: text, zip: text, country: text, timezone: text })
    .optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
export type ImportAttributes = z.infer<typeof Attributes>;

export const ImportBody = z.strictObject({ data: z.strictObject({ type: z.literal('profile'), attributes: Attributes }) });

const ListRelation = z.strictObject({
  list: z.strictObject({ data: z.strictObject({ type: z.literal('list'), id: z.string().min(1) }) }),
});

const consentTo = (consent: 'SUBSCRIBED' | 'UNSUBSCRIBED') => {
  const channel = z.strictObject({
    marketing: z.strictObject({ consent: z.literal(consent), consented_at: z.iso.datetime({ offset: true }).optional() }),
  });
  return z.strictObject({ email: channel.optional(), sms: channel.optional(), whatsapp: channel.optional() });
};

const jobOf = (type: string, consent: 'SUBSCRIBED' | 'UNSUBSCRIBED') =>
  z.strictObject({
    data: z.strictObject({
      type: z.literal(type),
      attributes: z.strictObject({
        custom_source: z.string().max(255).optional(),
        historical_import: z.boolean().optional(),
        profiles: z.strictObject({
          data: z
            .array(
              z.strictObject({
                type: z.literal('profile'),
                id: z.string().min(1).optional(),
                attributes: z.strictObject({
                  email: z.email().optional(),
                  phone_number: z.string().optional(),
                  subscriptions: consentTo(consent),
                }),
              }),
            )
            .min(1)
            .max(100),
        }),
      }),
      relationships: ListRelation.optional(),
    }),
  });

export const SubscribeBody = jobOf('profile-subscription-bulk-create-job', 'SUBSCRIBED');
export const UnsubscribeBody = jobOf('profile-subscription-bulk-delete-job', 'UNSUBSCRIBED');
export type ConsentJob = z.infer<typeof SubscribeBody>['data'];

export const EventBody = z.strictObject({
  data: z.strictObject({
    type: z.literal('event'),
    attributes: z.strictObject({
      metric: z.strictObject({
        data: z.strictObject({ type: z.literal('metric'), attributes: z.strictObject({ name: z.string().min(1).max(127) }) }),
      }),
      profile: z.strictObject({
        data: z.strictObject({
          type: z.literal('profile'),
          attributes: z.strictObject({
            email: z.email().optional(),
            phone_number: z.string().optional(),
            external_id: z.string().optional(),
          }),
        }),
      }),
      properties: z.record(z.string(), z.unknown()).refine((properties) => Object.keys(properties).length <= 400),
      unique_id: z.string().min(1),
      time: z.iso.datetime({ offset: true }).optional(),
      value: z.number().optional(),
      value_currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .optional(),
      backfill: z.literal(true).optional(),
    }),
  }),
});
export type TwinEventBody = z.infer<typeof EventBody>['data']['attributes'];

export const DeletionBody = z.strictObject({
  data: z.strictObject({
    type: z.literal('data-privacy-deletion-job'),
    attributes: z.strictObject({
      profile: z.strictObject({
        data: z.strictObject({
          type: z.literal('profile'),
          id: z.string().min(1).optional(),
          attributes: z.strictObject({ email: z.email().optional(), phone_number: z.string().optional() }),
        }),
      }),
    }),
  }),
});
