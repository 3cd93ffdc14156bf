import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';

/** With its country code; spaces, dashes and brackets are left out when it is sent. */
export const PhoneNumber = z
  .string()
  .trim()
  .regex(
    /^\+[1-9][\d\s()./-]{6,24}$/,
    'A phone number needs its country code, such as +49 30 123456. For numbers as visitors write them, use the rule "phone number" in the mapping.',
  );

/** `+49 (30) 123-456` → `+4930123456`. */
export const digitsOf = (number: string) => number.replaceAll(/[^\d+]/g, '');

const SENDER = /^(\+[1-9]\d{6,14}|\d{3,8}|MG[0-9a-fA-F]{32}|(?=[^a-zA-Z]*[a-zA-Z])[A-Za-z0-9 +_&-]{1,11})$/;

export const Settings = z.object({
  accountSid: z
    .string()
    .trim()
    .regex(/^AC[0-9a-fA-F]{32}$/, 'An Account SID is "AC" and 32 letters and digits.')
    .meta({ title: 'Account SID', description: 'On the first page of the Twilio console.' }),
  authToken: z.string().trim().min(10).max(200).meta({
    title: 'Auth token',
    description: 'Beside the Account SID in the Twilio console; or the secret of an API key, with its SID below.',
    secret: true,
  }),
  keySid: z
    .string()
    .trim()
    .regex(/^SK[0-9a-fA-F]{32}$/, 'The SID of an API key is "SK" and 32 letters and digits.')
    .optional()
    .meta({ title: 'SID of the API key', description: 'Only where an API key is used instead of the auth token.' }),
  from: z
    .string()
    .trim()
    .regex(SENDER, 'Enter a Twilio number such as +4915735982345, a Messaging Service (MG…), a short code, or a name of up to 11 letters.')
    .meta({
      title: 'Sender',
      description:
        'Your Twilio number, Messaging Service, short code, or a name of up to 11 letters where the country allows it. Nobody can answer a name, so nobody can answer STOP.',
    }),
  to: PhoneNumber.optional().meta({
    title: 'Your own number',
    description: 'Where messages go when the flow names no other number: for news to you or your team.',
  }),
  longest: z.int().min(70).max(1600).default(480).meta({
    title: 'Longest message',
    description:
      'In characters; longer texts are shortened. Twilio charges about every 150 characters as one SMS, with emoji about every 70.',
  }),
});
export type Settings = z.infer<typeof Settings>;

/**
 * Twilio takes messages faster than it sends them and queues the rest, up to ten hours for a sender. To keep that
 * queue short we hand them over as fast as it sends: one a second for a number, ten for what has more throughput.
 */
export function limits({ accountSid, from }: Settings): LimitSpec[] {
  return [
    { scope: `account:${accountSid}`, max: 25, windowMs: 1000, concurrency: 10 },
    { scope: `sender:${accountSid}/${from}`, max: from.startsWith('+') ? 1 : 10, windowMs: 1000 },
  ];
}
