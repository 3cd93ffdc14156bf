/** Everyone a site can tell of becomes a HubSpot contact; an order also becomes a deal. */
export function workspaceFile(hubspot: string) {
  const contact = (fields: Record<string, unknown> = {}) => ({
    key: 'contact',
    connection: 'hubspot',
    operation: 'upsertContact',
    mapping: { fields: { '/properties/email': { do: 'email', from: at('/subject/email') }, ...fields } },
  });
  const flow = (name: string, types: string[], steps: unknown[]) => ({
    name,
    spec: { trigger: { types }, conditions: { is: 'present', path: '/subject/email' }, steps },
  });
  return {
    version: 1,
    workspace: { name: 'Bloom & Steep' },
    connections: {
      hubspot: {
        destination: 'hubspot',
        name: 'HubSpot',
        owner: 'olga@example.com',
        secrets: { accessToken: { env: 'DEMO_HUBSPOT_KEY' } },
        baseUrl: hubspot,
      },
    },
    flows: {
      people: flow('Everyone → HubSpot contact', ['form.submitted', 'comment.posted', 'user.registered', 'customer.created'], [contact()]),
      orders: flow(
        'Order → HubSpot contact and deal',
        ['order.created', 'order.paid', 'order.updated'],
        [
          contact({ '/properties/lifecyclestage': { do: 'literal', value: 'customer' } }),
          {
            key: 'deal',
            after: 'contact',
            connection: 'hubspot',
            operation: 'createDeal',
            mapping: {
              fields: {
                '/contactId': at('/steps/contact/id'),
                '/externalId': { do: 'template', template: 'order {{/data/number}}' },
                '/properties/dealname': { do: 'template', template: 'Order {{/data/number}}' },
                '/properties/amount': { do: 'number', from: at('/data/total') },
                '/properties/pipeline': { do: 'literal', value: 'default' },
                '/properties/dealstage': { do: 'literal', value: 'closedwon' },
              },
            },
          },
        ],
      ),
    },
  };
}

const at = (path: string) => ({ do: 'path', path });
