import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';
import { RateCodes } from '../kit/sale-tax.ts';

export const Settings = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .regex(/^[^\s@]+@[^\s@]+$/, 'This is not an e-mail address.')
    .meta({ title: 'E-mail', description: 'The one you sign in to Oblio with.' }),
  secret: z.string().trim().min(8).max(200).meta({
    title: 'API secret',
    description: 'In Oblio: Setări → Date cont → Integrări. It changes whenever the password is reset.',
    secret: true,
  }),
  cif: z
    .string()
    .trim()
    .regex(/^(RO)?\d{2,10}$/i, 'A CIF is up to ten digits, with or without RO.')
    .meta({ title: 'CIF', description: 'Of the company that issues the invoices, as it is written in Oblio.' }),
  seriesName: z
    .string()
    .trim()
    .min(1)
    .max(20)
    .meta({ title: 'Series', description: 'The invoice series, as it is named in Oblio. Best one of its own for Handoff.' }),
  vat: z
    .enum(['payer', 'none'])
    .default('payer')
    .meta({ title: 'VAT', description: 'payer: the company is registered for VAT. none: it is not, and invoices name none.' }),
  vatNames: RateCodes.default('21=Normala, 11=Redusa').meta({
    title: 'VAT rates',
    description: 'What Oblio calls each rate in percent, such as 21=Normala, 11=Redusa. They are under Setări → Cote TVA.',
  }),
  language: z.enum(['RO', 'EN', 'FR', 'IT', 'SP', 'HU', 'DE']).default('RO').meta({ title: 'Language of invoices' }),
  measuringUnit: z.string().trim().min(1).max(20).default('buc').meta({ title: 'Unit', description: 'Of every line, such as buc.' }),
});
export type Settings = z.infer<typeof Settings>;

/** Oblio blocks a token for ten minutes on the fourth request in one second; all connections of one sign-in share it. */
export function limits({ email }: Settings): LimitSpec[] {
  return [{ scope: `account:${email.toLowerCase()}`, max: 3, windowMs: 1000, concurrency: 2, perCall: true }];
}
