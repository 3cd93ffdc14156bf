import { z } from 'zod';
import { CrmRecord, type UpsertedRecord } from './answers.ts';
import { associate } from './associate.ts';
import { listProperties } from './fields.ts';
import { dealMapping } from './mappings.ts';
import { readIfThere } from './read.ts';
import { isKeyMissing, RECORD_KEY, upsertByKey } from './recordKey.ts';
import { API, recordUrl, type Settings } from './settings.ts';
import { differences, PropertyValue, toPropertyValues } from './values.ts';
import { type CallContext, DestinationFailure, defineOperation, type FieldSpec } from '../kit/types.ts';
import { onlyOne } from '../kit/batch.ts';

const Payload = z.object({
  properties: z
    .object({ dealname: z.string().min(1, 'A deal needs a name.').max(65_536).meta({ title: 'Deal name' }) })
    .catchall(PropertyValue)
    .meta({ title: 'Deal properties, by their internal names' }),
  contactId: z.string().min(1).optional().meta({ title: 'Contact', description: 'The id of the HubSpot contact this deal belongs to.' }),
  companyId: z.string().min(1).optional().meta({ title: 'Company', description: 'The id of the HubSpot company this deal belongs to.' }),
  externalId: z.string().min(1).max(500).optional().meta({
    title: 'Your own key',
    description: 'Events with the same key update one deal. Without it each event makes a deal of its own.',
  }),
});
type Payload = z.infer<typeof Payload>;

const OWN_FIELDS: FieldSpec[] = [
  { path: '/contactId', label: 'Contact', type: 'string', required: false, description: 'The id from an earlier "contact" step.' },
  { path: '/companyId', label: 'Company', type: 'string', required: false, description: 'The id from an earlier "company" step.' },
  { path: '/externalId', label: 'Your own key', type: 'string', required: false, description: 'Events with the same key update one deal.' },
];

/** Creates a deal, or updates the one made for the same key, and ties it to its contact. */
export const createDeal = defineOperation<Settings, Payload>({
  title: 'Create a deal',
  description: 'Makes one deal for one order or event; when the same one comes again it is updated.',
  payload: Payload,
  scopes: [
    'crm.objects.deals.read',
    'crm.objects.deals.write',
    'crm.objects.contacts.write',
    'crm.schemas.deals.read',
    'crm.schemas.deals.write',
  ],
  dedupe: 'keyed-upsert',
  updates: { record: 'deal', key: ['/externalId'], recurring: false, apart: ['/contactId', '/companyId'] },
  perform: async (ctx, payload) => {
    const properties = { ...toPropertyValues(payload.properties), [RECORD_KEY]: keyOf(ctx, payload) };
    const record = await upsertDeal(ctx, properties);
    const deal = { objectType: 'deals', id: record.id, words: 'deal' } as const;
    const { contactId, companyId } = payload;
    if (contactId !== undefined)
      await associate(ctx, deal, { objectType: 'contacts', id: contactId, words: 'contact', path: '/contactId' });
    if (companyId !== undefined)
      await associate(ctx, deal, { objectType: 'companies', id: companyId, words: 'company', path: '/companyId' });
    const url = record.url ?? recordUrl(ctx.settings, 'deals', record.id);
    const changed = differences(properties, record.properties);
    return {
      id: record.id,
      ...(url === undefined ? {} : { url }),
      output: { id: record.id },
      effect: record.new === true ? 'created' : 'updated',
      ...(changed.length === 0 ? {} : { differences: changed }),
    };
  },
  findMatch: async (ctx, payload) => {
    const path = `/crm/objects/${API}/deals/${encodeURIComponent(keyOf(ctx, payload))}`;
    try {
      const found = await readIfThere(ctx, path, { idProperty: RECORD_KEY, properties: 'dealname' }, CrmRecord);
      if (found === undefined) return undefined;
      const url = found.url ?? recordUrl(ctx.settings, 'deals', found.id);
      return { id: found.id, label: found.properties['dealname'] ?? found.id, ...(url === undefined ? {} : { url }) };
    } catch (error) {
      // Before the first deal the account has no property for our key, so nothing can match.
      if (error instanceof DestinationFailure && isKeyMissing(error)) return undefined;
      throw error;
    }
  },
  listFields: async (ctx) => {
    const properties = await listProperties(ctx, 'deals', ['dealname']);
    return [...properties.filter((field) => field.path !== `/properties/${RECORD_KEY}`), ...OWN_FIELDS];
  },
  defaultMapping: dealMapping,
});

function keyOf(ctx: CallContext<Settings>, payload: Payload): string {
  return payload.externalId ?? ctx.idempotencyKey;
}

async function upsertDeal(ctx: CallContext<Settings>, properties: Record<string, string>): Promise<UpsertedRecord> {
  return onlyOne(await upsertByKey(ctx, 'deals', [{ id: properties[RECORD_KEY]!, properties }]));
}
