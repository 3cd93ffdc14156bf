import type { FlowSpec } from '@handoff/shared/flow';
import { property, type TwinProperty } from '../../../packages/server/src/destinations/hubspot/twin/catalog.ts';

const at = (path: string) => ({ do: 'path' as const, path });
const texts = (...names: string[]): TwinProperty[] =>
  names.map((name) => property({ name, label: name, type: 'string', fieldType: 'text' }));

/** What the CRM keeps beside its own properties. */
export const OWN_PROPERTIES: Record<string, TwinProperty[]> = {
  contacts: texts('email_consent', 'sms_consent', 'customer_note'),
  deals: texts('order_status', 'order_note'),
};

/** Keeps a CRM in step with a shop: a contact for each customer, with their consents, and a deal for each order. */
export function flowsTo(connection: string): Record<string, FlowSpec> {
  const contact = (fields: Record<string, ReturnType<typeof at>>) => ({
    key: 'contact',
    connection,
    operation: 'upsertContact',
    mapping: { fields: { '/properties/email': { do: 'email' as const, from: at('/subject/email') }, ...fields } },
  });
  const consent = (channel: 'email' | 'sms'): FlowSpec => ({
    trigger: { types: ['consent.updated'] },
    conditions: { is: 'equals', path: '/data/channel', value: channel },
    steps: [contact({ [`/properties/${channel}_consent`]: at('/data/state') })],
  });
  return {
    customers: {
      trigger: { types: ['customer.created', 'customer.updated'] },
      steps: [
        contact({
          '/properties/firstname': at('/subject/firstName'),
          '/properties/lastname': at('/subject/lastName'),
          '/properties/customer_note': at('/data/note'),
        }),
      ],
    },
    'e-mail consent': consent('email'),
    'SMS consent': consent('sms'),
    orders: {
      trigger: { types: ['order.created', 'order.paid', 'order.updated', 'order.cancelled', 'order.fulfilled'] },
      steps: [
        {
          key: 'deal',
          connection,
          operation: 'createDeal',
          mapping: {
            fields: {
              '/externalId': { do: 'template', template: 'order {{/data/orderId}}' },
              '/properties/dealname': { do: 'template', template: '{{/data/orderId}}' },
              '/properties/amount': { do: 'number', from: at('/data/total') },
              '/properties/order_status': at('/data/status'),
              '/properties/order_note': at('/data/note'),
            },
          },
        },
      ],
    },
  };
}
