import { createHash } from 'node:crypto';
import type { Problem } from '@handoff/shared/event';
import { defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { parseAnswer, TicketAnswer, TicketList, type Ticket } from './answers.ts';
import { KEY_REUSED } from './classify.ts';
import { fieldDifferences, listCustomFields } from './custom-fields.ts';
import { ticketMapping } from './default-mapping.ts';
import { addOrderNote, hasOrderNote } from './order-note.ts';
import { baseUrl, type Settings } from './settings.ts';
import { ticketFields, TicketPayload } from './ticket-payload.ts';

export const createTicket = defineOperation<Settings, TicketPayload>({
  title: 'Create a ticket',
  description: 'Opens a ticket for the customer and notes their recent orders on it for your agents.',
  payload: TicketPayload,
  // Fields have no scope of their own.
  scopes: ['read', 'tickets:write'],
  // The Idempotency-Key makes repeats harmless for about two hours; the ticket's external id finds it after any time.
  dedupe: 'ledger',
  messages: true,
  perform: async (ctx, payload) => {
    const { ticket, isNew } = await make(ctx, payload);
    return finish(ctx, payload, ticket, isNew);
  },
  lookup: async (ctx, payload) => {
    const ticket = await findTicket(ctx);
    return ticket === undefined ? undefined : finish(ctx, payload, ticket, false);
  },
  listFields: async (ctx) => [
    ...ticketFields().filter(({ path }) => path !== '/fields'),
    ...(await listCustomFields(ctx, 'ticket_fields')),
  ],
  defaultMapping: ticketMapping,
  // The note is a change of a ticket, of which Zendesk takes 100 in a minute.
  limits: ({ subdomain }, payload) => (hasOrders(payload) ? [{ scope: `updates:${subdomain}`, max: 100, windowMs: 60_000 }] : []),
});

/** The same for every try of one delivery: the request key, and what the ticket is found by. */
function referenceOf(ctx: CallContext<Settings>): string {
  return `handoff-${createHash('sha256').update(ctx.idempotencyKey).digest('hex').slice(0, 32)}`;
}

async function make(ctx: CallContext<Settings>, payload: TicketPayload): Promise<{ ticket: Ticket; isNew: boolean }> {
  const headers = { 'idempotency-key': referenceOf(ctx) };
  try {
    const response = await ctx.call({ method: 'POST', path: '/api/v2/tickets', headers, json: { ticket: toTicket(ctx, payload) } });
    return { ticket: parseAnswer(TicketAnswer, response).ticket, isNew: response.headers['x-idempotency-lookup'] !== 'hit' };
  } catch (error) {
    if (!(error instanceof DestinationFailure) || !('code' in error.classification) || error.classification.code !== KEY_REUSED)
      throw error;
    // An earlier try made it, from a mapping or an event that was changed since.
    const ticket = await findTicket(ctx);
    if (ticket === undefined) throw error;
    return { ticket, isNew: false };
  }
}

async function findTicket(ctx: CallContext<Settings>): Promise<Ticket | undefined> {
  const response = await ctx.call({ method: 'GET', path: '/api/v2/tickets', query: { external_id: referenceOf(ctx) } });
  return parseAnswer(TicketList, response).tickets[0];
}

function toTicket(ctx: CallContext<Settings>, payload: TicketPayload): Record<string, unknown> {
  const { subject, body, requester, tags, priority, type, groupId, brandId, formId } = payload;
  return {
    external_id: referenceOf(ctx),
    subject,
    comment: { body, ...(payload.private === undefined ? {} : { public: !payload.private }) },
    // Without an address Zendesk would refuse the person; then the ticket belongs to the agent who connected.
    ...(requester?.email === undefined ? {} : { requester: { email: requester.email, name: requester.name ?? requester.email } }),
    tags,
    priority,
    type,
    group_id: groupId,
    brand_id: brandId,
    ticket_form_id: formId,
    ...(payload.fields === undefined ? {} : { custom_fields: toCustomFields(payload.fields) }),
  };
}

function toCustomFields(fields: NonNullable<TicketPayload['fields']>): { id: number; value: unknown }[] {
  const problems = Object.keys(fields)
    .filter((id) => !/^\d{1,15}$/.test(id))
    .map((id) => ({
      path: `/fields/${id}`,
      message: `Zendesk's ticket fields go by their number; "${id}" is none. Choose the field again.`,
    }));
  if (problems.length === 0) return Object.entries(fields).map(([id, value]) => ({ id: Number(id), value }));
  const message = problems.map((problem) => problem.message).join(' ');
  throw new DestinationFailure({ kind: 'permanent', code: 'unknown_field', message, problems });
}

const hasOrders = ({ recentOrders }: TicketPayload) => recentOrders !== undefined && recentOrders.length > 0;

async function finish(ctx: CallContext<Settings>, payload: TicketPayload, ticket: Ticket, isNew: boolean): Promise<Performed> {
  const differences = [...changes(payload, ticket), ...(await note(ctx, payload, ticket.id, isNew))];
  return {
    id: String(ticket.id),
    url: `${baseUrl(ctx.settings)}/agent/tickets/${ticket.id}`,
    output: { id: String(ticket.id) },
    effect: isNew ? 'created' : 'unchanged',
    ...(differences.length === 0 ? {} : { differences }),
  };
}

/** The ticket stands without its note, so a failure here is told and not tried again. */
async function note(ctx: CallContext<Settings>, payload: TicketPayload, ticketId: number, isNew: boolean): Promise<Problem[]> {
  if (!hasOrders(payload)) return [];
  try {
    if (isNew || !(await hasOrderNote(ctx, ticketId))) await addOrderNote(ctx, ticketId, payload.recentOrders ?? []);
    return [];
  } catch (error) {
    if (!(error instanceof DestinationFailure)) throw error;
    return [
      { path: '/recentOrders', message: `The ticket is there, but the note with the recent orders may be missing. ${error.message}` },
    ];
  }
}

function changes(sent: TicketPayload, stored: Ticket): Problem[] {
  const plain = (['subject', 'priority', 'type'] as const).flatMap((name) => {
    const value = sent[name];
    if (value === undefined || (stored[name] ?? '').trim() === value.trim()) return [];
    return [{ path: `/${name}`, message: `Zendesk stored "${stored[name] ?? ''}" instead of "${value}".` }];
  });
  const tags = new Set(stored.tags ?? []);
  const lost = (sent.tags ?? []).filter((tag) => !tags.has(tag.toLowerCase()));
  return [
    ...plain,
    ...lost.map((tag) => ({ path: '/tags', message: `Zendesk did not take the tag "${tag}" as it is. Tags have no spaces or signs.` })),
    ...fieldDifferences(sent.fields, new Map((stored.custom_fields ?? []).map(({ id, value }) => [String(id), value]))),
  ];
}
