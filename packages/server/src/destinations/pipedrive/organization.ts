import { z } from 'zod';
import { defineOperation, type CallContext } from '../kit/index.ts';
import { Organization, readPage, readSearch } from './answers.ts';
import { CustomFields, listWithCustom, readFields, toCustomFields } from './fields.ts';
import { organizationMapping } from './mappings.ts';
import { readIfThere } from './read.ts';
import { companyOrigin, type Settings } from './settings.ts';
import { changesTo, RecordId } from './values.ts';
import { create, performed, update, type RecordKind } from './write.ts';

const Payload = z.strictObject({
  name: z.string().trim().max(255).optional().meta({
    title: 'Name',
    description: 'Organisations are found by name. Where a person named no company, nothing is made.',
  }),
  address: z.string().trim().max(1000).optional().meta({ title: 'Address' }),
  ownerId: RecordId.optional().meta({ title: 'Owner', description: "A Pipedrive user's id." }),
  customFields: CustomFields,
});
type Payload = z.infer<typeof Payload>;

const NEWEST = 500;

/** Creates an organisation or updates the one of this name. */
export const upsertOrganization = defineOperation<Settings, Payload>({
  title: 'Create or update an organisation',
  description: 'Finds the organisation by its name; fields that are not mapped stay as they are.',
  payload: Payload,
  scopes: ['contacts:full'],
  dedupe: 'ledger',
  updates: { record: 'organisation', key: ['/name'], recurring: true },
  perform: async (ctx, payload) => {
    const wanted = await wantedOf(ctx, payload);
    if (wanted === undefined) return { effect: 'unchanged' };
    const before = await findOrganization(ctx, wanted.name);
    if (before === undefined) return create(ctx, ORGANIZATION, wanted);
    const { name: _, ...rest } = wanted;
    return update(ctx, ORGANIZATION, before.id, changesTo(before, rest));
  },
  lookup: async (ctx, payload) => {
    const wanted = await wantedOf(ctx, payload);
    const found = wanted === undefined ? undefined : await findOrganization(ctx, wanted.name);
    if (wanted === undefined || found === undefined) return undefined;
    const { name: _, ...rest } = wanted;
    return Object.keys(changesTo(found, rest)).length === 0 ? performed(ctx, ORGANIZATION, found.id, 'unchanged') : undefined;
  },
  findMatch: async (ctx, { name = '' }) => {
    const found = name === '' ? undefined : await findOrganization(ctx, name);
    return found === undefined
      ? undefined
      : { id: String(found.id), label: found.name ?? name, url: `${companyOrigin(ctx.settings)}/organization/${found.id}` };
  },
  listFields: (ctx) => listWithCustom(ctx, Payload, 'organizationFields'),
  defaultMapping: organizationMapping,
});

interface Wanted {
  name: string;
  address?: { value: string };
  owner_id?: number;
  custom_fields?: Record<string, unknown>;
  [member: string]: unknown;
}

async function wantedOf(ctx: CallContext<Settings>, { name = '', address, ownerId, customFields }: Payload): Promise<Wanted | undefined> {
  if (name === '') return undefined;
  const mapped = customFields !== undefined && Object.keys(customFields).length > 0;
  const custom = mapped ? toCustomFields(await readFields(ctx, 'organizationFields'), customFields) : {};
  return {
    name,
    ...(address === undefined || address === '' ? {} : { address: { value: address } }),
    ...(ownerId === undefined ? {} : { owner_id: ownerId }),
    ...(Object.keys(custom).length === 0 ? {} : { custom_fields: custom }),
  };
}

const Found = z.looseObject({ id: z.int(), name: z.string().nullish() });

/** The oldest of this name: by search, and among the newest, which the search may not know yet. */
async function findOrganization(ctx: CallContext<Settings>, name: string): Promise<Organization | undefined> {
  const path = '/api/v2/organizations';
  const same = (other: string | null | undefined) => (other ?? '').trim().toLowerCase() === name.trim().toLowerCase();
  const searched = await ctx.call({
    method: 'GET',
    path: `${path}/search`,
    query: { term: name, fields: 'name', exact_match: 'true', limit: 100 },
  });
  const ids = readSearch(Found, searched)
    .filter((one) => same(one.name))
    .map(({ id }) => id);
  if (ids.length > 0) return readIfThere(ctx, `${path}/${Math.min(...ids)}`, {}, Organization);
  const newest = await ctx.call({ method: 'GET', path, query: { sort_by: 'add_time', sort_direction: 'desc', limit: NEWEST } });
  return readPage(Organization, newest)
    .records.filter((one) => same(one.name))
    .toSorted((a, b) => a.id - b.id)[0];
}

const ORGANIZATION: RecordKind = {
  api: '/api/v2/organizations',
  page: '/organization',
  schema: Organization,
  paths: { name: '/name', address: '/address', owner_id: '/ownerId' },
};
