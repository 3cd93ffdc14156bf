import { z } from 'zod';
import { defineOperation, type CallContext } from '../kit/index.ts';
import { Lead } from './answers.ts';
import { leadMapping } from './mappings.ts';
import { findInList } from './read.ts';
import type { Settings } from './settings.ts';
import { hasSubject, NO_SUBJECT, opportunityFields, ownerOf, subjectFields } from './subject.ts';
import { changesTo } from './values.ts';
import { create, leftAlone, update, type RecordKind } from './write.ts';

const Payload = z
  .strictObject({
    title: z.string().trim().min(1, 'A lead needs a title.').max(255).meta({ title: 'Title' }),
    ...subjectFields,
    ...opportunityFields,
    labelIds: z.array(z.uuid()).max(20).optional().meta({ title: 'Labels', description: "The labels' ids in Pipedrive." }),
  })
  .refine(hasSubject, NO_SUBJECT)
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
    const owner = await ownerOf(ctx, payload, OWNER);
    const before = payload.externalId === undefined ? undefined : await findLead(ctx, owner, payload);
    const wanted = bodyOf(payload, owner);
    if (before === undefined) return create(ctx, LEAD, { ...wanted, origin_id: keyOf(ctx, payload) });
    return update(ctx, LEAD, before.id, changesTo(before, wanted));
  },
  lookup: async (ctx, payload) => {
    const owner = await ownerOf(ctx, payload, OWNER);
    const lead = await findLead(ctx, owner, payload);
    if (lead === undefined) return undefined;
    const changes = changesTo(lead, bodyOf(payload, owner));
    const isOurs = payload.externalId === undefined;
    return isOurs || Object.keys(changes).length === 0 ? leftAlone(ctx, LEAD, lead.id, changes) : undefined;
  },
  defaultMapping: leadMapping,
});

/** Pipedrive keeps for a lead where it comes from; that is where our key goes. */
function keyOf(ctx: CallContext<Settings>, payload: Payload): string {
  return `handoff:${payload.externalId ?? ctx.idempotencyKey}`;
}

const OWNER = { what: 'lead', organization: 'organization_id' } as const;
type Owner = Awaited<ReturnType<typeof ownerOf<'organization_id'>>>;

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

const LEAD: RecordKind = {
  api: '/api/v1/leads',
  page: '/leads/inbox',
  schema: Lead,
  paths: {
    title: '/title',
    person_id: '/personId',
    organization_id: '/organizationId',
    value: '/value',
    expected_close_date: '/expectedCloseDate',
    owner_id: '/ownerId',
    label_ids: '/labelIds',
  },
};
