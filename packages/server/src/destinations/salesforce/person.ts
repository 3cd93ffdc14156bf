import type { Envelope } from '@handoff/shared/event';
import type { Mapping } from '@handoff/shared/mapping';
import type { z } from 'zod';
import { consentNotes, OPT_OUT_FIELDS, optOutsOf, withoutOptIns } from './consent.ts';
import { describeFields } from './fields.ts';
import { contactMapping, leadMapping } from './mappings.ts';
import { queryBy } from './read.ts';
import { recordUrl, type Settings } from './settings.ts';
import { BATCH_SIZE, finish, upsertAll, type UpsertInput } from './upsert.ts';
import { FieldValue, toValues, type Values } from './values.ts';
import { CONSENT_FIELD, crmPerson, emailOf } from '../kit/crm-person.ts';
import { type CallContext, DestinationFailure, defineOperation, type Performed, onlyOne } from '../kit/index.ts';

const Payload = crmPerson({ service: 'Salesforce', longest: 80, value: FieldValue });
type Payload = z.infer<typeof Payload>;

interface PersonKind {
  object: 'Lead' | 'Contact';
  title: string;
  description: string;
  /** What Salesforce demands of a new record. */
  ifNew: (email: string) => Values;
  defaultMapping: (type: string, sample?: Envelope) => Mapping;
}

const NOT_TOLD = '[not provided]';
const nameFrom = (email: string): string => email.split('@')[0] ?? email;

export const upsertLead = personOperation({
  object: 'Lead',
  title: 'Create or update a lead',
  description: 'Finds the lead by e-mail address; fields that are not mapped stay as they are.',
  ifNew: (email) => ({ LastName: nameFrom(email), Company: NOT_TOLD }),
  defaultMapping: leadMapping,
});

export const upsertContact = personOperation({
  object: 'Contact',
  title: 'Create or update a contact',
  description: 'Finds the contact by e-mail address; fields that are not mapped stay as they are.',
  ifNew: (email) => ({ LastName: nameFrom(email) }),
  defaultMapping: contactMapping,
});

function personOperation(kind: PersonKind) {
  const { object, title, description, defaultMapping } = kind;
  return defineOperation<Settings, Payload>({
    title,
    description,
    payload: Payload,
    scopes: ['api'],
    dedupe: 'keyed-upsert',
    updates: { record: object.toLowerCase(), key: ['/fields/Email'], recurring: true },
    perform: async (ctx, payload) => onlyOne(await upsertPeople(ctx, kind, [payload])),
    performBatch: { size: BATCH_SIZE, perform: (ctx, payloads) => upsertPeople(ctx, kind, payloads) },
    findMatch: async (ctx, payload) => {
      const field = ctx.settings.personField;
      const [found] = await queryBy(ctx, object, ['Id', 'Name'], { field, values: [emailOf(payload)] });
      if (found?.Id === undefined) return undefined;
      return { id: found.Id, label: `${String(found['Name'])} (${payload.fields.Email})`, url: recordUrl(ctx.settings, found.Id) };
    },
    listFields: async (ctx) => [
      ...(await describeFields(ctx, object, {
        required: ['Email'],
        notRequired: Object.keys(kind.ifNew('')),
        hidden: [...OPT_OUT_FIELDS, ...(ctx.settings.personField === 'Email' ? [] : [ctx.settings.personField])],
      })),
      CONSENT_FIELD,
    ],
    defaultMapping,
  });
}

async function upsertPeople(
  ctx: CallContext<Settings>,
  kind: PersonKind,
  payloads: Payload[],
): Promise<(Performed | DestinationFailure)[]> {
  const { object, ifNew } = kind;
  const inputs = payloads.map(toInput);
  const known = await whoIsThere(ctx, kind, inputs);
  const outcomes = await upsertAll(ctx, { object, keyField: ctx.settings.personField, ifNew, known }, inputs);
  const agreed = payloads.some(({ consent }) => consentNotes(consent, { HasOptedOutOfEmail: true }).length > 0);
  const finished = await finish(ctx, object, inputs, outcomes, agreed ? ['HasOptedOutOfEmail'] : []);
  return finished.map((outcome, index) => {
    if (outcome instanceof DestinationFailure) return outcome;
    const { performed, stored } = outcome;
    const differences = [...(performed.differences ?? []), ...consentNotes(payloads[index]!.consent, stored)];
    const output = { ...performed.output, email: inputs[index]!.key };
    return { ...performed, output, ...(differences.length === 0 ? {} : { differences }) };
  });
}

function toInput(payload: Payload): UpsertInput {
  const key = emailOf(payload);
  return { key, values: { ...withoutOptIns(toValues(payload.fields)), ...optOutsOf(payload.consent), Email: key } };
}

/**
 * The addresses Salesforce has, of people for whom it would demand something the event does not tell. Asked first, so that
 * a form without a company name never wipes the one a salesperson entered. One call, and only where something is missing.
 */
async function whoIsThere(ctx: CallContext<Settings>, { object, ifNew }: PersonKind, inputs: UpsertInput[]): Promise<string[]> {
  const lacking = inputs.filter(({ key, values }) => Object.keys(ifNew(key)).some((name) => values[name] === undefined));
  if (lacking.length === 0) return [];
  const field = ctx.settings.personField;
  const there = await queryBy(ctx, object, [field], { field, values: [...new Set(lacking.map(({ key }) => key))] });
  return there.map((record) => String(record[field]).toLowerCase());
}
