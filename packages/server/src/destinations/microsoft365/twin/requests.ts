import { z } from 'zod';

// What the twin takes, closed: a member Microsoft does not document, or that we have no business sending, is an error here.

const At = z.strictObject({ dateTime: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/), timeZone: z.string() });
const Recipient = z.strictObject({ emailAddress: z.strictObject({ address: z.string() }) });

export const EventBody = z.strictObject({
  subject: z.string().max(255),
  body: z.strictObject({ contentType: z.enum(['text', 'html']), content: z.string() }).optional(),
  location: z.strictObject({ displayName: z.string() }).optional(),
  start: At,
  end: At,
  isAllDay: z.boolean(),
  attendees: z.array(Recipient.extend({ type: z.enum(['required', 'optional', 'resource']) })).optional(),
  transactionId: z.string().min(1),
});
export type EventBody = z.infer<typeof EventBody>;

const property = z.strictObject({ id: z.string().regex(/^String \{[0-9A-F-]{36}\} Name \w+$/), value: z.string() });
const ContactFields = {
  givenName: z.string().optional(),
  surname: z.string().optional(),
  companyName: z.string().optional(),
  jobTitle: z.string().optional(),
  mobilePhone: z.string().optional(),
  businessPhones: z.array(z.string()).max(2, 'The multi value property BusinessPhones exceeds the max allowed value of 2').optional(),
  personalNotes: z.string().optional(),
  businessAddress: z
    .strictObject({
      street: z.string().optional(),
      city: z.string().optional(),
      state: z.string().optional(),
      postalCode: z.string().optional(),
      countryOrRegion: z.string().optional(),
    })
    .optional(),
  singleValueExtendedProperties: z.array(property).optional(),
};
export const CreateContact = z.strictObject({
  ...ContactFields,
  emailAddresses: z.array(z.strictObject({ address: z.string(), name: z.string().optional() })).max(3),
});
export const UpdateContact = z.strictObject(ContactFields);
export type TwinContact = z.infer<typeof CreateContact> & { id: string };

export const MailBody = z.strictObject({
  message: z.strictObject({
    subject: z.string(),
    body: z.strictObject({ contentType: z.enum(['text', 'html']), content: z.string() }),
    toRecipients: z.array(Recipient).min(1).max(500),
    replyTo: z.array(Recipient).optional(),
    internetMessageHeaders: z
      .array(z.strictObject({ name: z.string().regex(/^x-/i), value: z.string() }))
      .max(5)
      .optional(),
  }),
  saveToSentItems: z.boolean(),
});
export type MailBody = z.infer<typeof MailBody>;

export const TokenBody = z.discriminatedUnion('grant_type', [
  z.strictObject({
    grant_type: z.literal('authorization_code'),
    code: z.string(),
    redirect_uri: z.string(),
    client_id: z.string(),
    client_secret: z.string(),
    code_verifier: z.string(),
  }),
  z.strictObject({ grant_type: z.literal('refresh_token'), refresh_token: z.string(), client_id: z.string(), client_secret: z.string() }),
]);
