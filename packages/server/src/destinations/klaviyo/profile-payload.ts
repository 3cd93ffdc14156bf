import { z } from 'zod';
import { consentMember } from '../kit/consent.ts';
import { quiet } from '../kit/quiet.ts';
import { email, externalId, phone } from './shared-payload.ts';

/** A text that `null` clears; empty, it leaves what Klaviyo has as it is. */
const text = (title: string, max = 1000) => z.string().max(max).nullable().optional().meta({ title });

const Location = z.strictObject({
  address1: text('Street'),
  address2: text('Street, second line'),
  city: text('City'),
  region: text('State or region'),
  zip: text('Postcode'),
  country: text('Country'),
  timezone: text('Time zone'),
});

export const ProfilePayload = z
  .strictObject({
    email,
    phone,
    externalId,
    firstName: text('First name', 255),
    lastName: text('Last name', 255),
    organization: text('Company', 255),
    title: text('Job title', 255),
    locale: text('Language and country, such as en-US', 35),
    image: text('Picture (web address)', 2048),
    location: Location.optional(),
    properties: z
      .record(
        z.string().min(1).max(255),
        z.union([z.string().max(100_000), z.number(), z.boolean(), z.null(), z.array(z.unknown()).max(4000)]),
      )
      .optional()
      .meta({ title: 'Custom properties', description: 'Any name; Klaviyo makes a property when it first gets one.' }),
    consent: consentMember(
      'The event\'s consent, or one of "subscribed", "pending", "unsubscribed", "not_subscribed" for e-mail. Nobody is subscribed without it, and nobody who opted out in Klaviyo.',
    ),
    quiet,
  })
  .refine((payload) => [payload.email, payload.phone, payload.externalId].some((id) => id !== undefined && id.trim() !== ''), {
    path: ['email'],
    message:
      'Klaviyo knows a person by e-mail address, phone number or external ID, and none is there. Map the field that holds the address.',
  });
export type ProfilePayload = z.infer<typeof ProfilePayload>;
