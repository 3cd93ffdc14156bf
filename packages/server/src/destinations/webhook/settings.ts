import { z } from 'zod';

/** Set by us or by the connection itself; an own header of these names would break the signature or the request. */
const RESERVED = new Set([
  'host',
  'connection',
  'content-length',
  'content-type',
  'transfer-encoding',
  'expect',
  'upgrade',
  'te',
  'trailer',
  'keep-alive',
]);

const HeaderName = z
  .string()
  .max(100)
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'A header name has letters, digits and dashes, no spaces.')
  .refine(
    (name) => !RESERVED.has(name.toLowerCase()) && !name.toLowerCase().startsWith('webhook-'),
    'Handoff sets this header itself; leave it out.',
  );

const HeaderValue = z
  .string()
  .trim()
  .max(4000)
  .regex(/^[\x20-\x7e]*$/, 'A header value has plain characters only, without line breaks or accents.');

export const Settings = z.object({
  url: z
    .url({ protocol: /^https?$/, error: 'Enter the whole address, beginning with https://.' })
    .max(2000)
    .refine(
      (url) => !/^https?:\/\/[^/?#]*@/.test(url),
      'Leave the name and password out of the address, and send them as a header instead.',
    )
    .meta({
      title: 'Address',
      description:
        'Where events are posted, such as https://example.com/hooks/handoff. It is shown and exported as it is; if the receiver asks for a key, send it as a header.',
    }),
  secret: z
    .string()
    .trim()
    .regex(
      /^(whsec_|whsk_)[A-Za-z0-9+/]{32,88}={0,2}$/,
      'A signing secret begins with "whsec_". Copy the whole secret, or let Handoff create one.',
    )
    .optional()
    .meta({
      title: 'Signing secret',
      description: 'Your receiver checks with it that a message comes from Handoff and is unchanged (Standard Webhooks).',
      secret: true,
    }),
  headers: z
    .record(HeaderName, HeaderValue)
    .refine((headers) => Object.keys(headers).length <= 20, 'At most 20 headers.')
    .optional()
    .meta({
      title: 'Own headers',
      description: 'Sent along with every message, for receivers that ask for a key of their own.',
      secret: true,
    }),
  perSecond: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .meta({ title: 'Most messages a second', description: 'Set it if your receiver is slow. Empty: as fast as it answers.' }),
});
export type Settings = z.infer<typeof Settings>;
