import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';
import { RateCodes } from '../kit/sale-tax.ts';

export const Settings = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .regex(/^[^\s@:]+@[^\s@:]+$/, 'This is not an e-mail address.')
    .meta({ title: 'E-mail', description: 'The one you sign in to SmartBill with.' }),
  token: z.string().trim().min(10).max(200).meta({
    title: 'API token',
    description: 'In SmartBill Cloud: Contul meu → Integrări → Informații integrare. The plan must include the API.',
    secret: true,
  }),
  cif: z
    .string()
    .trim()
    .regex(/^(RO)?\d{2,10}$/i, 'A CIF is up to ten digits, with or without RO.')
    .meta({ title: 'CIF', description: 'Of the company that issues the invoices, exactly as it is in SmartBill.' }),
  seriesName: z.string().trim().min(1).max(20).meta({
    title: 'Series',
    description:
      'The invoice series, as it is named in SmartBill. Use one of its own for Handoff: then its last number tells what was issued.',
  }),
  draft: z
    .boolean()
    .default(false)
    .meta({ title: 'As drafts', description: 'Drafts have no legal effect until you issue them in SmartBill.' }),
  vat: z
    .enum(['payer', 'none'])
    .default('payer')
    .meta({ title: 'VAT', description: 'payer: the company is registered for VAT. none: it is not, and invoices name none.' }),
  vatNames: RateCodes.default('21=Normala, 11=Redusa').meta({
    title: 'VAT rates',
    description: 'What SmartBill calls each rate in percent, such as 21=Normala, 11=Redusa. They are under Configurare → Cote TVA.',
  }),
  measuringUnit: z.string().trim().min(1).max(20).default('buc').meta({ title: 'Unit', description: 'Of every line, such as buc.' }),
});
export type Settings = z.infer<typeof Settings>;

/**
 * One at a time for a connection, so that numbers follow the order of events and no two calls are in doubt at once; and
 * within SmartBill's 30 calls in ten seconds, past which it blocks for ten minutes.
 */
export function limits({ cif }: Settings): LimitSpec[] {
  return [{ scope: `company:${cif.replaceAll(/\D/g, '')}`, max: 30, windowMs: 10_000, concurrency: 1 }];
}
