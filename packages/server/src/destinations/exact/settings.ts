import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';
import { RateCodes } from '../kit/sale-tax.ts';

/** Each country's Exact Online is a site of its own; an account of one is unknown to the others. */
const SITES = { nl: 'nl', be: 'be', de: 'de', fr: 'fr', es: 'es', uk: 'co.uk', us: 'com' } as const;

export const Settings = z.object({
  country: z.enum(['nl', 'be', 'de', 'fr', 'es', 'uk', 'us']).default('nl').meta({
    title: 'Country',
    description: 'The Exact Online you sign in to: start.exactonline.nl, .be, .de, .fr, .es, .co.uk or .com.',
  }),
  division: z
    .string()
    .trim()
    .regex(/^\d{1,12}$/, 'A division is a number.')
    .optional()
    .meta({
      title: 'Division',
      description: 'The number of the company ("administration"). Filled in when you sign in, with the one open there then.',
    }),
  itemCode: z.string().trim().min(1).max(30).optional().meta({
    title: 'Item',
    description: 'The code of the item for lines whose SKU is no item in Exact. Every line of an invoice needs an item.',
  }),
  shippingItemCode: z
    .string()
    .trim()
    .min(1)
    .max(30)
    .optional()
    .meta({ title: 'Item for shipping', description: 'The code of the item for shipping, where it differs.' }),
  journal: z
    .string()
    .trim()
    .min(1)
    .max(10)
    .default('70')
    .meta({ title: 'Sales journal', description: 'The code of the journal. In Exact it is 70 unless it was changed.' }),
  prices: z
    .enum(['without', 'with'])
    .default('without')
    .meta({ title: 'VAT codes', description: 'Whether the VAT codes below are of the kind "excluding" (without) or "including" (with).' }),
  vatCodes: RateCodes.optional().meta({
    title: 'VAT code of each rate',
    description:
      'In percent, such as 21=2, 9=1, 0=0. Without it Exact takes the code of the customer or the item, and what does not come to the total is removed again.',
  }),
});
export type Settings = z.infer<typeof Settings>;

export const hostOf = ({ country }: Pick<Settings, 'country'>) => `https://start.exactonline.${SITES[country]}`;

const companyOf = ({ country, division = 'unknown' }: Settings) => `${country}/${division}`;

/** The items, the account, which may be a new one, the invoice, and what it came to. */
export const MOST_CALLS = 5;

/**
 * Exact counts the calls of an app in one company, by the minute and by the day. A delivery takes its calls before it
 * begins: the day's allowance is so small that waiting for them one by one it would run out of time half-way.
 */
export function limits(settings: Settings): LimitSpec[] {
  return [{ scope: `minute:${companyOf(settings)}`, max: 60, windowMs: 60_000, concurrency: 4, cost: MOST_CALLS }];
}

/** @param cost how many calls the delivery makes at most. */
export function dayLimit(settings: Settings, cost: number): LimitSpec[] {
  return [{ scope: `day:${companyOf(settings)}`, max: 5000, windowMs: 86_400_000, cost }];
}
