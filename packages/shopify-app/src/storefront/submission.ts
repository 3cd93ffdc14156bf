import { z } from 'zod';

const text = (max: number) => z.string().max(max);

/** A key some visitor's page made up: only ever used inside longer keys of the shop. */
const VisitId = z.string().regex(/^[\w.:-]{8,100}$/, 'An id has 8 to 100 letters, digits, dots, colons or hyphens.');

/** What the theme's script posts of a form (`extensions/handoff-storefront/assets/handoff-forms.js`). */
export const Submission = z.object({
  /** Made in the browser, the same on every try of the same submission. */
  id: VisitId,
  kind: z.enum(['contact', 'signup']),
  form: z.object({ id: text(200), title: text(300) }),
  fields: z
    .array(
      z.object({
        key: text(200).min(1),
        label: text(300).default(''),
        type: text(50).default('text'),
        value: z.union([z.string(), z.array(z.string()).max(200)]),
      }),
    )
    .min(1)
    .max(200),
  consent: z.object({ agreed: z.boolean(), wording: text(4000).default('') }).optional(),
  honeypot: text(2000).default(''),
  /** What Cloudflare gave the visitor's browser; empty where it gave nothing, absent where the form shows no check. */
  turnstile: text(2048).optional(),
  seconds: z.number().nonnegative().optional(),
  at: z.iso.datetime({ offset: true }),
  page: text(2048).default(''),
  referrer: text(2048).default(''),
  locale: text(35).default(''),
});
export type Submission = z.infer<typeof Submission>;

const words = z.string().max(2048).nullish();

/** What the web pixel posts (`extensions/handoff-pixel/src/pixel.js`): something a known customer did. */
export const PixelEvent = z.object({
  shop: text(255),
  id: VisitId,
  name: z.enum(['product_viewed', 'product_added_to_cart', 'search_submitted']),
  at: z.iso.datetime({ offset: true }),
  clientId: words,
  customer: z.object({
    id: z.union([z.string().min(1).max(100), z.number().int().positive()]),
    email: words,
    phone: words,
    firstName: words,
    lastName: words,
  }),
  page: words,
  referrer: words,
  /** The pixel sends nothing of visitors who did not agree to both, and says so. */
  consent: z.object({ analytics: z.literal(true), marketing: z.literal(true) }),
  data: z.record(z.string().max(50), z.union([z.string().max(2048), z.number(), z.null()])),
});
export type PixelEvent = z.infer<typeof PixelEvent>;
