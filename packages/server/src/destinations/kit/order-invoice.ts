import type { Envelope } from '@handoff/shared/event';
import type { Mapping } from '@handoff/shared/mapping';
import { z } from 'zod';
import { addressRule, buyerFields, buyerRules, day } from './buyer.ts';
import { path } from './mapping-rules.ts';
import { refuse, saleFields, saleRules } from './sale.ts';

/** An invoice of an order, as the Romanian systems issue it: numbered in a series, made out to whom the order names. */
export const InvoicePayload = z.strictObject({
  ...saleFields,
  ...buyerFields,
  date: day('Issue date'),
  dueDate: day('Due date'),
  seriesName: z.string().trim().min(1).max(20).optional().meta({ title: 'Series', description: "Instead of the connection's own." }),
  mentions: z.string().trim().max(1000).optional().meta({ title: 'Mentions', description: 'Printed on the invoice.' }),
});
export type InvoicePayload = z.infer<typeof InvoicePayload>;

export function invoiceMapping(type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      ...buyerRules(sample),
      ...saleRules(type),
      '/region': addressRule('region'),
      '/date': { do: 'date', from: path('/occurredAt'), output: 'date', zone: 'Europe/Bucharest' },
      '/mentions': { do: 'template', template: 'Comanda {{/data/number}}' },
    },
  };
}

/** The client's name, else their address: an invoice to nobody is refused before it is issued. */
export function clientName({ name, email }: InvoicePayload): string {
  const found = [name, email].find((part) => part !== undefined && part !== '');
  if (found !== undefined) return found;
  const message = 'An invoice needs a client, and this event names none: no name, company or e-mail address. Map one, or enter it by hand.';
  throw refuse('no_client', '/name', message);
}
