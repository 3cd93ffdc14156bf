import { parseEnvelope, type Envelope } from '@handoff/shared/event';
import type { z } from 'zod';
import { ShopError } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { eventsOfCustomer, fetchCustomer, readMeta } from '../records/index.ts';
import { keepEvent } from '../storefront/index.ts';
import type { Accept } from '../webhooks/accept.ts';
import type { ActionRun, SendCustomer } from './action.ts';
import { companionClient } from './companion-client.ts';
import { type Destination, findDestination } from './find-destination.ts';
import { requireWorkspace } from './workspace.ts';

/** The event by which Handoff's flows hear that a merchant's workflow sent a customer. */
export const CUSTOMER_SENT = 'custom.customer_sent';

/**
 * Shopify Flow's "Send customer to destination": the customer as they are now becomes an event that names the destination, kept
 * durably before the answer. A Handoff flow brings it there, with its mapping and checks; where no flow would, the merchant
 * is told so in the workflow's run instead of being left to find out.
 * @throws ShopError, AdminError, CompanionError
 */
export async function sendCustomer(
  parts: Parts,
  accept: Accept,
  { shop, id, properties }: ActionRun<z.infer<typeof SendCustomer>>,
): Promise<void> {
  const workspaceId = await requireWorkspace(parts, shop);
  const client = companionClient(parts, shop);
  const destination = await findDestination(client, workspaceId, properties.destination);
  const { items: flows } = await client('listFlows', { params: { workspaceId } });
  const brings = flows.some(
    ({ published }) =>
      published !== null &&
      published.spec.trigger.types.includes(CUSTOMER_SENT) &&
      published.spec.steps.some(({ connection }) => [destination.id, destination.slug].includes(connection)),
  );
  if (!brings) {
    throw new ShopError(
      'conflict',
      `No published flow in Handoff brings customers sent by Shopify Flow to “${destination.name}”. ` +
        'Make one that starts “When Shopify Flow sends a customer” and has a step for it, then run this again.',
    );
  }
  const customer = await fetchCustomer(parts, shop, properties.customer_id);
  if (customer === undefined) throw new ShopError('not_found', 'Shopify has this customer no longer, so there is nobody to send.');
  const now = parts.ports.clock.now();
  const { events, problems } = eventsOfCustomer(customer, readMeta(shop, now));
  const told = events.findLast(({ envelope }) => envelope.type.startsWith('customer.'));
  if (told === undefined) throw new ShopError('conflict', problems.map(({ message }) => message).join(' '));
  const consent = events.flatMap(({ envelope }) => (envelope.type === 'consent.updated' ? (envelope.consent ?? []) : []));
  const envelope = { ...told.envelope, consent, occurredAt: new Date(now).toISOString() };
  await keepEvent(parts, accept, { shop, id: `flow:${id}`, make: () => sentEnvelope(envelope, destination, id) });
}

/** The customer as they are now, under a key of this run: sending the same customer twice on purpose is two events. */
function sentEnvelope(customer: Envelope, { id, name, slug }: Destination, run: string): Envelope {
  const parsed = parseEnvelope({
    ...customer,
    id: `flow-${run}`,
    idempotencyKey: `${CUSTOMER_SENT}:${String(customer.data['customerId'])}:${run}`,
    type: CUSTOMER_SENT,
    data: { ...customer.data, destination: { id, name, slug } },
  });
  if (!parsed.ok) throw new Error(`a customer that was read gave no envelope: ${JSON.stringify(parsed.problems)}`);
  return parsed.envelope;
}
