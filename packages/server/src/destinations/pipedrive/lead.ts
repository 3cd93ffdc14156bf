import { z } from 'zod';
import { defineOperation, type CallContext, type Performed } from '../kit/index.ts';
import { Lead, readOne } from './answers.ts';
import { personMissing, personOf } from './find-person.ts';
import { leadMapping } from './mappings.ts';
import { findInList } from './read.ts';
import { companyOrigin, type Settings } from './settings.ts';
import { changesTo, differencesFrom, RecordId } from './values.ts';

const Payload = z
  .strictObject({
    title: z.string().trim().min(1, 'A lead needs a title.').max(255).meta({ title: 'Title' }),
    personId: RecordId.optional().meta({ title: 'Person', description: 'The id from an earlier "person" step.' }),
    personEmail: z.email('This is not an e-mail address.').optional().meta({
      title: 'Person by e-mail',
      description: 'Finds the person where no id is mapped.',
      field: 'email',
    }),
    organizationId: RecordId.optional().meta({ title: 'Organisation', description: 'The id from an earlier "organisation" step.' }),
    value: z.number().optional().meta({ title: 'Value', description: 'Needs a currency as well.' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'A currency is written like EUR.')
      .optional()
      .meta({ title: 'Currency' }),
    expectedCloseDate: z.iso.date('A date is written like 2026-11-21.').optional().meta({ title: 'Expected close date' }),
    ownerId: RecordId.optional().meta({ title: 'Owner', description: "A Pipedrive user's id." }),
    labelIds: z.array(z.uuid()).max(20).optional().meta({ title: 'Labels', description: "The labels' ids in Pipedrive." }),
    externalId: z.string().min(1).max(200).optional().meta({
      title: 'Your own key',
      description: 'Events with the same key update one lead. Without it each event makes a lead of its own.',
    }),
  })
  .refine((lead) => lead.personId !== undefined || lead.personEmail !== undefined || lead.organizationId !== undefined, {
    path: ['personId'],
    message: 'A lead must belong to a person or an organisation. Map the id from an earlier step, or the e-mail address of the person.',
  })
  .refine((lead) => lead.value === undefined || lead.currency !== undefined, {
    path: ['currency'],
    message: 'Pipedrive takes the value of a lead only with its currency. Map both.',
  });
type Payload = z.infer<typeof Payload>;

/** Creates a lead, or updates the one made for the same key. */
export const createLead = defineOperation<Settings, Payload>({
  title: 'Create a lead',
  description: 'Puts one lead into the Leads inbox for one event; when the same one comes again it is updated.',
  payload: Payload,
  scopes: ['leads:full', 'contacts:read'],
  dedupe: 'ledger',
  perform: async (ctx, payload) => {
    const owner = await ownerOf(ctx, payload);
    const before = payload.externalId === undefined ? undefined : await findLead(ctx, owner, payload);
    const wanted = bodyOf(payload, owner);
    if (before === undefined) {
      return write(ctx, { ...wanted, origin_id: keyOf(ctx, payload) }, 'created', { method: 'POST', path: '/api/v1/leads' });
    }
    const changes = changesTo(before, wanted);
    if (Object.keys(changes).length === 0) return performed(ctx, before.id, 'unchanged');
    return write(ctx, changes, 'updated', { method: 'PATCH', path: `/api/v1/leads/${before.id}` });
  },
  lookup: async (ctx, payload) => {
    const owner = await ownerOf(ctx, payload);
    const lead = await findLead(ctx, owner, payload);
    if (lead === undefined) return undefined;
    const done = payload.externalId === undefined || Object.keys(changesTo(lead, bodyOf(payload, owner))).length === 0;
    return done ? performed(ctx, lead.id, 'unchanged') : undefined;
  },
  defaultMapping: leadMapping,
});

/** Pipedrive keeps for a lead where it comes from; that is where our key goes. */
function keyOf(ctx: CallContext<Settings>, payload: Payload): string {
  return `handoff:${payload.externalId ?? ctx.idempotencyKey}`;
}

interface Owner {
  person_id?: number;
  organization_id?: number;
}

async function ownerOf(ctx: CallContext<Settings>, payload: Payload): Promise<Owner> {
  const personId = await personOf(ctx, payload);
  if (personId === undefined && payload.organizationId === undefined) throw personMissing('lead');
  return {
    ...(personId === undefined ? {} : { person_id: personId }),
    ...(payload.organizationId === undefined ? {} : { organization_id: payload.organizationId }),
  };
}

/** Through the list of the person's (or organisation's) own leads, not the search, whose index lags behind. */
function findLead(ctx: CallContext<Settings>, { person_id, organization_id }: Owner, payload: Payload): Promise<Lead | undefined> {
  const whose = person_id === undefined ? { organization_id } : { person_id };
  const query = { ...whose, sort: 'add_time DESC' };
  const list = { path: '/api/v1/leads', query, schema: Lead, paging: 'start' as const, words: 'leads' };
  return findInList(ctx, list, (lead) => lead.origin_id === keyOf(ctx, payload));
}

function bodyOf(payload: Payload, owner: Owner): Record<string, unknown> {
  const { value: amount, currency } = payload;
  const given = {
    title: payload.title,
    ...owner,
    value: amount === undefined ? undefined : { amount, currency },
    expected_close_date: payload.expectedCloseDate,
    owner_id: payload.ownerId,
    label_ids: payload.labelIds,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const PATHS: Record<string, string> = {
  title: '/title',
  person_id: '/personId',
  organization_id: '/organizationId',
  value: '/value',
  expected_close_date: '/expectedCloseDate',
  owner_id: '/ownerId',
  label_ids: '/labelIds',
};

async function write(
  ctx: CallContext<Settings>,
  json: Record<string, unknown>,
  effect: 'created' | 'updated',
  target: { method: 'POST' | 'PATCH'; path: string },
): Promise<Performed> {
  const kept = readOne(Lead, await ctx.call({ ...target, json }));
  const differences = differencesFrom(json, kept, PATHS);
  return { ...performed(ctx, kept.id, effect), ...(differences.length === 0 ? {} : { differences }) };
}

function performed(ctx: CallContext<Settings>, id: string, effect: NonNullable<Performed['effect']>): Performed {
  return { id, url: `${companyOrigin(ctx.settings)}/leads/inbox/${id}`, output: { id }, effect };
}
