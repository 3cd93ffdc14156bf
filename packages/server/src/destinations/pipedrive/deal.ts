import { z } from 'zod';
import { defineOperation, type CallContext } from '../kit/index.ts';
import { Deal } from './answers.ts';
import { isDealKey, makeDealKey, readDealFields } from './deal-key.ts';
import { CustomFields, listWithCustom, toCustomFields } from './fields.ts';
import { dealMapping } from './mappings.ts';
import { findInList } from './read.ts';
import type { Settings } from './settings.ts';
import { hasSubject, NO_SUBJECT, opportunityFields, ownerOf, subjectFields } from './subject.ts';
import { changesTo, RecordId } from './values.ts';
import { create, leftAlone, update, type RecordKind } from './write.ts';

const Payload = z
  .strictObject({
    title: z.string().trim().min(1, 'A deal needs a title.').max(255).meta({ title: 'Title' }),
    ...subjectFields,
    ...opportunityFields,
    status: z.enum(['open', 'won', 'lost']).optional().meta({ title: 'Status' }),
    pipelineId: RecordId.optional().meta({ title: 'Pipeline', description: "The number in the pipeline's address." }),
    stageId: RecordId.optional().meta({ title: 'Stage', description: 'Without one the first stage is used.' }),
    customFields: CustomFields,
  })
  .refine(hasSubject, NO_SUBJECT);
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
    const owner = await ownerOf(ctx, payload, OWNER);
    // Without a key of its own no other event can have made it, and after an unknown outcome it was looked up already.
    const before =
      known === undefined || payload.externalId === undefined ? undefined : await findDeal(ctx, owner, known, keyOf(ctx, payload));
    const keyCode = known ?? (await makeDealKey(ctx));
    const wanted = { ...bodyOf(payload, owner), custom_fields: { ...custom, [keyCode]: keyOf(ctx, payload) } };
    return before === undefined ? create(ctx, DEAL, wanted) : update(ctx, DEAL, before.id, changesTo(before, wanted));
  },
  lookup: async (ctx, payload) => {
    const { fields, keyCode } = await readDealFields(ctx);
    if (keyCode === undefined) return undefined;
    const owner = await ownerOf(ctx, payload, OWNER);
    const deal = await findDeal(ctx, owner, keyCode, keyOf(ctx, payload));
    if (deal === undefined) return undefined;
    const changes = changesTo(deal, { ...bodyOf(payload, owner), custom_fields: toCustomFields(fields, payload.customFields) });
    const isOurs = payload.externalId === undefined;
    return isOurs || Object.keys(changes).length === 0 ? leftAlone(ctx, DEAL, deal.id, changes) : undefined;
  },
  listFields: (ctx) => listWithCustom(ctx, Payload, 'dealFields', (field) => !isDealKey(field)),
  defaultMapping: dealMapping,
});

function keyOf(ctx: CallContext<Settings>, payload: Payload): string {
  return payload.externalId ?? ctx.idempotencyKey;
}

const OWNER = { what: 'deal', organization: 'org_id' } as const;
type Owner = Awaited<ReturnType<typeof ownerOf<'org_id'>>>;

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

const DEAL: RecordKind = {
  api: '/api/v2/deals',
  page: '/deal',
  schema: Deal,
  paths: {
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
  },
};
