import type { Envelope } from '@handoff/shared/event';
import type { Mapping } from '@handoff/shared/mapping';
import type { z } from 'zod';
import { consentNotes, hasAgreed, OPT_OUT, withConsent } from './consent.ts';
import { listModuleFields } from './fields.ts';
import { contactMapping, leadMapping } from './mappings.ts';
import { nameOf, readRecords } from './read.ts';
import { recordUrl, type Settings } from './settings.ts';
import { BATCH_SIZE, finish, upsertAll } from './upsert.ts';
import { FieldValue, textOf, toValues, type Values } from './values.ts';
import { CONSENT_FIELD, crmPerson, emailOf } from '../kit/crm-person.ts';
import { type CallContext, DestinationFailure, defineOperation, type Performed, onlyOne } from '../kit/index.ts';

const Payload = crmPerson({ service: 'Zoho CRM', longest: 100, value: FieldValue });
type Payload = z.infer<typeof Payload>;

interface PersonKind {
  module: 'Leads' | 'Contacts';
  title: string;
  description: string;
  ifDemanded: (values: Values) => Values;
  defaultMapping: (type: string, sample?: Envelope) => Mapping;
}

const lastName = (values: Values): Values => ({ Last_Name: textOf(values['Email']).split('@')[0] ?? '' });

export const upsertLead = personOperation({
  module: 'Leads',
  title: 'Create or update a lead',
  description: 'Finds the lead by e-mail address; fields that are not mapped stay as they are.',
  ifDemanded: (values) => ({ ...lastName(values), Company: '[not provided]' }),
  defaultMapping: leadMapping,
});

export const upsertContact = personOperation({
  module: 'Contacts',
  title: 'Create or update a contact',
  description: 'Finds the contact by e-mail address; fields that are not mapped stay as they are.',
  ifDemanded: lastName,
  defaultMapping: contactMapping,
});

function personOperation(kind: PersonKind) {
  const { module, title, description, defaultMapping } = kind;
  return defineOperation<Settings, Payload>({
    title,
    description,
    payload: Payload,
    scopes: scopesOf(module),
    dedupe: 'keyed-upsert',
    updates: { record: module === 'Leads' ? 'lead' : 'contact', key: ['/fields/Email'], recurring: true },
    perform: async (ctx, payload) => onlyOne(await upsertPeople(ctx, kind, [payload])),
    performBatch: { size: BATCH_SIZE, perform: (ctx, payloads) => upsertPeople(ctx, kind, payloads) },
    findMatch: async (ctx, payload) => {
      const [found] = await readRecords(ctx, `/${module}/search`, { email: emailOf(payload), fields: 'Full_Name,Email' });
      if (found === undefined) return undefined;
      return {
        id: found.id,
        label: `${nameOf(found, 'Full_Name')} (${emailOf(payload)})`,
        url: recordUrl(ctx.settings, module, found.id),
      };
    },
    listFields: async (ctx) => [
      ...(await listModuleFields(ctx, module, { required: ['Email'], notRequired: Object.keys(kind.ifDemanded({})), hidden: [OPT_OUT] })),
      CONSENT_FIELD,
    ],
    defaultMapping,
  });
}

/** What Zoho's reference names for an upsert and for reading a module's records and fields. */
export function scopesOf(module: string): string[] {
  const name = `ZohoCRM.modules.${module.toLowerCase()}`;
  return [`${name}.READ`, `${name}.CREATE`, `${name}.WRITE`, 'ZohoCRM.settings.fields.READ', 'ZohoCRM.org.READ'];
}

async function upsertPeople(
  ctx: CallContext<Settings>,
  kind: PersonKind,
  payloads: Payload[],
): Promise<(Performed | DestinationFailure)[]> {
  const { module, ifDemanded } = kind;
  const inputs = payloads.map((payload) => ({ ...withConsent(toValues(payload.fields), payload.consent), Email: emailOf(payload) }));
  const outcomes = await upsertAll(ctx, { module, keyField: 'Email', ifDemanded }, inputs);
  const finished = await finish(ctx, module, inputs, outcomes, payloads.some(({ consent }) => hasAgreed(consent)) ? [OPT_OUT] : []);
  return finished.map((outcome, index) => {
    if (outcome instanceof DestinationFailure) return outcome;
    const { performed, stored } = outcome;
    const differences = [...(performed.differences ?? []), ...consentNotes(payloads[index]!.consent, stored)];
    const output = { ...performed.output, email: emailOf(payloads[index]!) };
    return { ...performed, output, ...(differences.length === 0 ? {} : { differences }) };
  });
}
