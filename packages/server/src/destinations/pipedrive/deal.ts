import { z } from 'zod';
import { defineOperation, type CallContext, type Performed } from '../kit/index.ts';
import { Deal, readOne } from './answers.ts';
import { isDealKey, makeDealKey, readDealFields } from './deal-key.ts';
import { CustomFields, listWithCustom, toCustomFields } from './fields.ts';
import { personMissing, personOf } from './find-person.ts';
import { dealMapping } from './mappings.ts';
import { findInList } from './read.ts';
import { companyOrigin, type Settings } from './settings.ts';
import { changesTo, differencesFrom, RecordId } from './values.ts';

const Payload = z
  .strictObject({
    title: z.string().trim().min(1, 'A deal needs a title.').max(255).meta({ title: 'Title' }),
    personId: RecordId.optional().meta({ title: 'Person', description: 'The id from an earlier "person" step.' }),
    personEmail: z.email('This is not an e-mail address.').optional().meta({
      title: 'Person by e-mail',
      description: 'Finds the person where no id is mapped.',
      field: 'email',
    }),
    organizationId: RecordId.optional().meta({ title: 'Organisation', description: 'The id from an earlier "organisation" step.' }),
    value: z.number().optional().meta({ title: 'Value' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'A currency is written like EUR.')
      .optional()
      .meta({ title: 'Currency' }),
    status: z.enum(['open', 'won', 'lost']).optional().meta({ title: 'Status' }),
    pipelineId: RecordId.optional().meta({ title: 'Pipeline', description: "The number in the pipeline's address." }),
    stageId: RecordId.optional().meta({ title: 'Stage', description: 'Without one the first stage is used.' }),
    expectedCloseDate: z.iso.date('A date is written like 2026-11-21.').optional().meta({ title: 'Expected close date' }),
    ownerId: RecordId.optional().meta({ title: 'Owner', description: "A Pipedrive user's id." }),
    customFields: CustomFields,
    externalId: z.string().min(1).max(200).optional().meta({
      title: 'Your own key',
      description: 'Events with the same key update one deal. Without it each event makes a deal of its own.',
    }),
  })
  .refine((deal) => deal.personId !== undefined || deal.personEmail !== undefined || deal.organizationId !== undefined, {
    path: ['personId'],
    message: 'A deal must belong to a person or an organisation. Map the id from an earlier step, or the e-mail address of the person.',
  });
type Payload = z.infer<typeof Payload>;

/** Creates a deal, or updates the one made for the same key. */
export const createDeal = defineOperation<Settings, Payload>({
  title: 'Create a deal',
  description: 'Makes one deal for one order or event; when the same one comes again it is updated.',
  payload: Payload,
  scopes: ['deals:full', 'contacts:read'],
  dedupe: 'ledger',
  perform: async (ctx, payload) => {
    const { fields, keyCode: known } = await readDealFields(ctx);
    const custom = toCustomFields(fields, payload.customFields);
    const owner = await ownerOf(ctx, payload);
    // Without a key of its own no other event can have made it, and after an unknown outcome it was looked up already.
    const before =
      known === undefined || payload.externalId === undefined ? undefined : await findDeal(ctx, owner, known, keyOf(ctx, payload));
    const keyCode = known ?? (await makeDealKey(ctx));
    const wanted = { ...bodyOf(payload, owner), custom_fields: { ...custom, [keyCode]: keyOf(ctx, payload) } };
    if (before === undefined) return write(ctx, wanted, 'created', { method: 'POST', path: '/api/v2/deals' });
    const changes = changesTo(before, wanted);
    if (Object.keys(changes).length === 0) return performed(ctx, before.id, 'unchanged');
    return write(ctx, changes, 'updated', { method: 'PATCH', path: `/api/v2/deals/${before.id}` });
  },
  lookup: async (ctx, payload) => {
    const { fields, keyCode } = await readDealFields(ctx);
    if (keyCode === undefined) return undefined;
    const owner = await ownerOf(ctx, payload);
    const deal = await findDeal(ctx, owner, keyCode, keyOf(ctx, payload));
    if (deal === undefined) return undefined;
    const wanted = { ...bodyOf(payload, owner), custom_fields: toCustomFields(fields, payload.customFields) };
    // Without a key of its own it can only be what this delivery made, whatever a salesperson changed since.
    const done = payload.externalId === undefined || Object.keys(changesTo(deal, wanted)).length === 0;
    return done ? performed(ctx, deal.id, 'unchanged') : undefined;
  },
  listFields: (ctx) => listWithCustom(ctx, Payload, 'dealFields', (field) => !isDealKey(field)),
  defaultMapping: dealMapping,
});

function keyOf(ctx: CallContext<Settings>, payload: Payload): string {
  return payload.externalId ?? ctx.idempotencyKey;
}

interface Owner {
  person_id?: number;
  org_id?: number;
}

async function ownerOf(ctx: CallContext<Settings>, payload: Payload): Promise<Owner> {
  const personId = await personOf(ctx, payload);
  if (personId === undefined && payload.organizationId === undefined) throw personMissing('deal');
  return {
    ...(personId === undefined ? {} : { person_id: personId }),
    ...(payload.organizationId === undefined ? {} : { org_id: payload.organizationId }),
  };
}

/** Through the list of the person's (or organisation's) own deals, which shows a deal the moment it is made. */
function findDeal(ctx: CallContext<Settings>, { person_id, org_id }: Owner, keyCode: string, key: string): Promise<Deal | undefined> {
  const whose = person_id === undefined ? { org_id } : { person_id };
  return findInList(
    ctx,
    {
      path: '/api/v2/deals',
      query: { ...whose, sort_by: 'add_time', sort_direction: 'desc' },
      schema: Deal,
      paging: 'cursor',
      words: 'deals',
    },
    (deal) => deal.custom_fields?.[keyCode] === key,
  );
}

function bodyOf(payload: Payload, owner: Owner): Record<string, unknown> {
  const given = {
    title: payload.title,
    ...owner,
    value: payload.value,
    currency: payload.currency,
    status: payload.status,
    pipeline_id: payload.pipelineId,
    stage_id: payload.stageId,
    expected_close_date: payload.expectedCloseDate,
    owner_id: payload.ownerId,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const PATHS: Record<string, string> = {
  title: '/title',
  person_id: '/personId',
  org_id: '/organizationId',
  value: '/value',
  currency: '/currency',
  status: '/status',
  pipeline_id: '/pipelineId',
  stage_id: '/stageId',
  expected_close_date: '/expectedCloseDate',
  owner_id: '/ownerId',
};

async function write(
  ctx: CallContext<Settings>,
  json: Record<string, unknown>,
  effect: 'created' | 'updated',
  target: { method: 'POST' | 'PATCH'; path: string },
): Promise<Performed> {
  const kept = readOne(Deal, await ctx.call({ ...target, json }));
  const differences = differencesFrom(json, kept, PATHS);
  return { ...performed(ctx, kept.id, effect), ...(differences.length === 0 ? {} : { differences }) };
}

function performed(ctx: CallContext<Settings>, id: number, effect: NonNullable<Performed['effect']>): Performed {
  return { id: String(id), url: `${companyOrigin(ctx.settings)}/deal/${id}`, output: { id: String(id) }, effect };
}
