import { z } from 'zod';
import { CrmRecord, type UpsertedRecord } from './answers.ts';
import { listProperties } from './fields.ts';
import { contactMapping } from './mappings.ts';
import { parseAnswer, readIfThere } from './read.ts';
import { API, recordUrl, type Settings } from './settings.ts';
import { BATCH_SIZE, upsertAll, type UpsertInput } from './upsert.ts';
import { differences, PropertyValue, toPropertyValues } from './values.ts';
import { type CallContext, DestinationFailure, defineOperation, type Performed } from '../kit/types.ts';
import { onlyOne } from '../kit/batch.ts';

const Payload = z.object({
  properties: z
    .object({
      email: z
        .email({ error: 'HubSpot finds a contact by e-mail address, so one is needed. Map an e-mail field.' })
        .meta({ title: 'E-mail' }),
    })
    .catchall(PropertyValue)
    .meta({ title: 'Contact properties, by their internal names' }),
});
type Payload = z.infer<typeof Payload>;

/** Creates a contact or updates the one with this e-mail address. */
export const upsertContact = defineOperation<Settings, Payload>({
  title: 'Create or update a contact',
  description: 'Finds the contact by e-mail address; fields that are not mapped stay as they are.',
  payload: Payload,
  scopes: ['crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.schemas.contacts.read'],
  dedupe: 'keyed-upsert',
  updates: { record: 'contact', key: ['/properties/email'], recurring: true },
  perform: async (ctx, payload) => onlyOne(await upsertContacts(ctx, [payload])),
  performBatch: { size: BATCH_SIZE, perform: upsertContacts },
  findMatch: async (ctx, payload) => {
    const path = `/crm/objects/${API}/contacts/${encodeURIComponent(keyOf(payload))}`;
    const found = await readIfThere(ctx, path, { idProperty: 'email', properties: 'email,firstname,lastname' }, CrmRecord);
    if (found === undefined) return undefined;
    const url = found.url ?? recordUrl(ctx.settings, 'contacts', found.id);
    return { id: found.id, label: labelOf(found), ...(url === undefined ? {} : { url }) };
  },
  listFields: (ctx) => listProperties(ctx, 'contacts', ['email']),
  defaultMapping: contactMapping,
});

async function upsertContacts(ctx: CallContext<Settings>, payloads: Payload[]): Promise<(Performed | DestinationFailure)[]> {
  const inputs = payloads.map(toInput);
  const outcomes = await upsertAll(ctx, 'contacts', 'email', inputs);
  const performed: (Performed | DestinationFailure)[] = [];
  for (const [index, outcome] of outcomes.entries()) performed.push(await finish(ctx, inputs[index]!, outcome));
  return performed;
}

async function finish(
  ctx: CallContext<Settings>,
  input: UpsertInput,
  outcome: UpsertedRecord | DestinationFailure,
): Promise<Performed | DestinationFailure> {
  if (!(outcome instanceof DestinationFailure)) return toPerformed(ctx, input, outcome);
  if (outcome.classification.kind !== 'duplicate') return outcome;
  try {
    return toPerformed(ctx, input, await updateById(ctx, outcome.classification.id, input));
  } catch (error) {
    if (error instanceof DestinationFailure) return error;
    throw error;
  }
}

/** The address belongs to a contact under another key (a second address of theirs, or one made this instant). */
async function updateById(ctx: CallContext<Settings>, id: string, input: UpsertInput): Promise<UpsertedRecord> {
  const { email: _, ...properties } = input.properties;
  const response = await ctx.call({
    method: 'PATCH',
    path: `/crm/objects/${API}/contacts/${encodeURIComponent(id)}`,
    json: { properties },
  });
  return { ...parseAnswer(CrmRecord, response), new: false };
}

function toInput(payload: Payload): UpsertInput {
  const id = keyOf(payload);
  return { id, properties: { ...toPropertyValues(payload.properties), email: id } };
}

/** HubSpot keeps addresses in lower case and tells repeats in one batch apart by letter case. */
function keyOf(payload: Payload): string {
  return payload.properties.email.trim().toLowerCase();
}

function toPerformed(ctx: CallContext<Settings>, input: UpsertInput, record: UpsertedRecord): Performed {
  const url = record.url ?? recordUrl(ctx.settings, 'contacts', record.id);
  const changed = differences(input.properties, record.properties);
  return {
    id: record.id,
    ...(url === undefined ? {} : { url }),
    output: { id: record.id, email: input.id },
    effect: record.new === true ? 'created' : 'updated',
    ...(changed.length === 0 ? {} : { differences: changed }),
  };
}

function labelOf(record: CrmRecord): string {
  const { firstname, lastname, email } = record.properties;
  const name = [firstname, lastname].filter((part) => part !== undefined && part !== null && part !== '').join(' ');
  return name === '' ? (email ?? record.id) : `${name} (${email ?? record.id})`;
}
