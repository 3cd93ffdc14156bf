import { z } from 'zod';
import { CrmRecord, CrmRecords, type UpsertedRecord } from './answers.ts';
import { associate } from './associate.ts';
import { listProperties } from './fields.ts';
import { companyMapping } from './mappings.ts';
import { parseAnswer, readIfThere } from './read.ts';
import { ensureKey, isKeyMissing, RECORD_KEY, upsertByKey } from './recordKey.ts';
import { API, recordUrl, searchLimits, type Settings } from './settings.ts';
import { BATCH_SIZE, type UpsertInput } from './upsert.ts';
import { differences, PropertyValue, toPropertyValues } from './values.ts';
import { type CallContext, DestinationFailure, defineOperation, type FieldSpec, type Performed } from '../kit/types.ts';
import { onlyOne } from '../kit/batch.ts';

const Payload = z.object({
  properties: z
    .object({
      name: z.string().max(65_536).optional().meta({ title: 'Company name' }),
      domain: z.string().max(1000).optional().meta({ title: 'Company domain name' }),
    })
    .catchall(PropertyValue)
    // An event in which nobody named a company maps to nothing at all.
    .default({})
    .meta({ title: 'Company properties, by their internal names' }),
  contactId: z
    .string()
    .min(1)
    .optional()
    .meta({ title: 'Contact', description: 'The id of the HubSpot contact who belongs to this company.' }),
  externalId: z.string().min(1).max(500).optional().meta({
    title: 'Your own key',
    description: 'What counts as the same company. Without it the domain does, and without that the name.',
  }),
});
type Payload = z.infer<typeof Payload>;

const OWN_FIELDS: FieldSpec[] = [
  { path: '/contactId', label: 'Contact', type: 'string', required: false, description: 'The id from an earlier "contact" step.' },
  { path: '/externalId', label: 'Your own key', type: 'string', required: false, description: 'What counts as the same company.' },
];

/** Creates a company, or updates the one with the same key, domain or name, and ties a contact to it. */
export const upsertCompany = defineOperation<Settings, Payload>({
  title: 'Create or update a company',
  description: 'Finds the company by its domain or name and ties the contact to it. Does nothing where nobody named a company.',
  payload: Payload,
  scopes: [
    'crm.objects.companies.read',
    'crm.objects.companies.write',
    'crm.objects.contacts.write',
    'crm.schemas.companies.read',
    'crm.schemas.companies.write',
  ],
  dedupe: 'keyed-upsert',
  updates: { record: 'company', key: ['/externalId', '/properties/domain', '/properties/name'], recurring: true, apart: ['/contactId'] },
  perform: async (ctx, payload) => onlyOne(await upsertCompanies(ctx, [payload])),
  performBatch: { size: BATCH_SIZE, perform: upsertCompanies },
  findMatch: async (ctx, payload) => {
    const company = companyOf(payload);
    if (company === undefined) return undefined;
    const found = (await findByKey(ctx, company.key)) ?? (await findByDomains(ctx, [company])).get(company.key);
    if (found === undefined) return undefined;
    const url = found.url ?? recordUrl(ctx.settings, 'companies', found.id);
    return { id: found.id, label: found.properties['name'] ?? found.id, ...(url === undefined ? {} : { url }) };
  },
  listFields: async (ctx) => {
    const properties = await listProperties(ctx, 'companies', []);
    return [...properties.filter((field) => field.path !== `/properties/${RECORD_KEY}`), ...OWN_FIELDS];
  },
  defaultMapping: companyMapping,
  limits: (settings, payload) => (companyOf(payload)?.domain === undefined ? [] : searchLimits(settings)),
});

interface Company {
  key: string;
  domain: string | undefined;
  properties: Record<string, string>;
}

/** What is to be written; undefined where the event names no company. */
function companyOf({ properties, externalId }: Payload): Company | undefined {
  const domain = domainIn(properties.domain);
  const name = properties.name?.trim() ?? '';
  const key = externalId ?? domain ?? (name === '' ? undefined : `name:${name.toLowerCase()}`);
  if (key === undefined) return undefined;
  return { key, domain, properties: toPropertyValues({ ...properties, name, domain, [RECORD_KEY]: key }) };
}

/** Hosts on which many have a page or an address: they tell no company from another. */
const SHARED =
  /(^|\.)(facebook|instagram|linkedin|twitter|x|youtube|tiktok|pinterest|gmail|googlemail|outlook|hotmail|yahoo|icloud|etsy)\.com$|(^|\.)(linktr\.ee|g\.page|gmx\.[a-z]+|sites\.google\.com)$/;

/** `https://www.Acme.example/contact` → `acme.example`, as HubSpot keeps it; undefined for what is no domain of one company. */
function domainIn(text: string | undefined): string | undefined {
  const host = (text ?? '')
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#:].*$/, '');
  return host.includes('.') && !SHARED.test(host) ? host : undefined;
}

async function upsertCompanies(ctx: CallContext<Settings>, payloads: Payload[]): Promise<(Performed | DestinationFailure)[]> {
  const companies = payloads.map(companyOf);
  const named = companies.filter((company) => company !== undefined);
  const keys = await adopt(ctx, named);
  const inputs = named.map(({ key, properties }) => {
    const id = keys.get(key) ?? key;
    return { id, properties: { ...properties, [RECORD_KEY]: id } };
  });
  const outcomes = inputs.length === 0 ? [] : await upsertByKey(ctx, 'companies', inputs);
  const results: (Performed | DestinationFailure)[] = [];
  for (const [index, company] of companies.entries()) {
    const at = company === undefined ? -1 : named.indexOf(company);
    const input = inputs[at];
    const outcome = outcomes[at];
    if (input === undefined || outcome === undefined) results.push({ effect: 'unchanged' });
    else results.push(await finish(ctx, input, payloads[index]?.contactId, outcome));
  }
  return results;
}

async function finish(
  ctx: CallContext<Settings>,
  { properties }: UpsertInput,
  contactId: string | undefined,
  record: UpsertedRecord | DestinationFailure,
): Promise<Performed | DestinationFailure> {
  if (record instanceof DestinationFailure) return record;
  try {
    const from = { objectType: 'companies', id: record.id, words: 'company' } as const;
    if (contactId !== undefined)
      await associate(ctx, from, { objectType: 'contacts', id: contactId, words: 'contact', path: '/contactId' });
  } catch (error) {
    if (error instanceof DestinationFailure) return error;
    throw error;
  }
  const url = record.url ?? recordUrl(ctx.settings, 'companies', record.id);
  const changed = differences(properties, record.properties);
  return {
    id: record.id,
    ...(url === undefined ? {} : { url }),
    output: { id: record.id },
    effect: record.new === true ? 'created' : 'updated',
    ...(changed.length === 0 ? {} : { differences: changed }),
  };
}

/**
 * Companies somebody made by hand or by import have no key of ours: the one of the same domain gets it, so that it is updated
 * instead of doubled. HubSpot's search lags behind, but what it does not show yet was made a moment ago, most likely by us.
 * @returns the keys of those that have another key of ours already, by the key they would get now.
 */
async function adopt(ctx: CallContext<Settings>, companies: Company[]): Promise<Map<string, string>> {
  const others = new Map<string, string>();
  for (const [key, { id, properties }] of await findByDomains(ctx, companies)) {
    const held = properties[RECORD_KEY] ?? '';
    if (held === '') await giveKey(ctx, id, key);
    else if (held !== key) others.set(key, held);
  }
  return others;
}

async function giveKey(ctx: CallContext<Settings>, id: string, key: string): Promise<void> {
  const give = () =>
    ctx.call({ method: 'PATCH', path: `/crm/objects/${API}/companies/${id}`, json: { properties: { [RECORD_KEY]: key } } });
  try {
    await give();
  } catch (error) {
    if (!(error instanceof DestinationFailure) || error.classification.kind !== 'permanent') throw error;
    // Where another company holds this key already, that one is updated.
    if (!isKeyMissing(error)) return;
    await ensureKey(ctx, 'companies');
    await give();
  }
}

async function findByKey(ctx: CallContext<Settings>, key: string): Promise<CrmRecord | undefined> {
  const path = `/crm/objects/${API}/companies/${encodeURIComponent(key)}`;
  try {
    return await readIfThere(ctx, path, { idProperty: RECORD_KEY, properties: 'name' }, CrmRecord);
  } catch (error) {
    // Before the first company the account has no property for our key, so nothing can match.
    if (error instanceof DestinationFailure && isKeyMissing(error)) return undefined;
    throw error;
  }
}

/** The oldest company of each domain, by the key it should have. One call for all. */
async function findByDomains(ctx: CallContext<Settings>, companies: Company[]): Promise<Map<string, CrmRecord>> {
  const keys = new Map(companies.flatMap(({ domain, key }) => (domain === undefined ? [] : [[domain, key] as const])));
  if (keys.size === 0) return new Map();
  const response = await ctx.call({
    method: 'POST',
    path: `/crm/objects/${API}/companies/search`,
    json: {
      filterGroups: [{ filters: [{ propertyName: 'domain', operator: 'IN', values: [...keys.keys()] }] }],
      properties: ['name', 'domain', RECORD_KEY],
      sorts: ['createdate'],
      limit: 200,
      after: '0',
    },
    reads: true,
  });
  const found = new Map<string, CrmRecord>();
  for (const record of parseAnswer(CrmRecords, response).results) {
    const key = keys.get(record.properties['domain'] ?? '');
    if (key === undefined) continue;
    if (!found.has(key) || record.properties[RECORD_KEY] === key) found.set(key, record);
  }
  return found;
}
