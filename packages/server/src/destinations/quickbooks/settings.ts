import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';
import { RateCodes } from '../kit/sale-tax.ts';

const Id = z
  .string()
  .trim()
  .regex(/^\d{1,20}$/, 'An ID in QuickBooks is a number.');

export const Settings = z.object({
  environment: z
    .enum(['production', 'sandbox'])
    .default('production')
    .meta({ title: 'Environment', description: 'A sandbox company is for trying out.' }),
  realmId: Id.optional().meta({ title: 'Company ID', description: 'Filled in when you sign in with QuickBooks.' }),
  salesTax: z.enum(['total', 'codes', 'none']).default('total').meta({
    title: 'Sales tax',
    description:
      "total: the shop's tax as one amount, for companies in the United States. codes: a QuickBooks tax code for each rate, for all other countries. none: the company does not track sales tax.",
  }),
  taxCodes: RateCodes.optional().meta({
    title: 'Tax codes',
    description: 'Only with "codes": the ID of the QuickBooks tax code for each rate in percent, such as 20=3, 5=6, 0=10.',
  }),
  itemId: Id.optional().meta({
    title: 'Product or service',
    description:
      'Every line is entered under it; without it QuickBooks takes its own "Services". The ID is in the item\'s address in QuickBooks.',
  }),
  shippingItemId: Id.optional().meta({ title: 'Product or service for shipping', description: 'Where it differs from the others.' }),
  depositAccountId: Id.optional().meta({
    title: 'Account for payments',
    description: 'Where sales receipts are deposited; without it, Undeposited Funds.',
  }),
  refundAccountId: Id.optional().meta({ title: 'Account for refunds', description: 'Refunds are paid from it. QuickBooks asks for one.' }),
});
export type Settings = z.infer<typeof Settings>;

/** QuickBooks counts a company's calls by the second (for our app) and by the minute (for everybody). */
export function limits({ realmId = 'unknown' }: Settings): LimitSpec[] {
  return [
    { scope: `second:${realmId}`, max: 10, windowMs: 1000, concurrency: 8, perCall: true },
    { scope: `minute:${realmId}`, max: 500, windowMs: 60_000, perCall: true },
  ];
}
