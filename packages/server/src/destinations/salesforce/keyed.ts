import type { Envelope } from '@handoff/shared/event';
import type { Mapping } from '@handoff/shared/mapping';
import { z } from 'zod';
import { describeFields } from './fields.ts';
import { accountMapping, opportunityMapping, taskMapping } from './mappings.ts';
import { queryBy } from './read.ts';
import { recordUrl, type Settings } from './settings.ts';
import { finish, upsertAll, type UpsertTarget } from './upsert.ts';
import { FieldValue, toValues } from './values.ts';
import { type CallContext, defineOperation, type FieldSpec, onlyOne } from '../kit/index.ts';

const externalKey = z.string().min(1).max(255, 'A key has at most 255 characters.').optional().meta({
  title: 'Your own key',
  description: 'Events with the same key update one record. Without it each event makes a record of its own.',
});

const KEY_FIELD: FieldSpec = {
  path: '/externalKey',
  label: 'Your own key',
  type: 'string',
  required: false,
  description: 'Events with the same key update one record.',
};

interface Payload {
  fields: Record<string, FieldValue | undefined>;
  externalKey?: string | undefined;
}

interface KeyedKind<P extends Payload> {
  object: UpsertTarget['object'];
  title: string;
  description: string;
  payload: z.ZodType<P>;
  /** The field that names the record to a person. */
  nameField: string;
  required: readonly string[];
  defaultMapping: (type: string, sample?: Envelope) => Mapping;
}

const text = (title: string, error: string) => z.string().min(1, error).max(255).meta({ title });

export const upsertAccount = keyedOperation({
  object: 'Account',
  title: 'Create or update an account',
  description: 'Makes one account for one key, such as a company name; when it comes again the account is updated.',
  payload: z.object({
    fields: z.object({ Name: text('Account name', 'An account needs a name.') }).catchall(FieldValue),
    externalKey,
  }),
  nameField: 'Name',
  required: ['Name'],
  defaultMapping: accountMapping,
});

export const upsertOpportunity = keyedOperation({
  object: 'Opportunity',
  title: 'Create or update an opportunity',
  description: 'Makes one opportunity for one order or event; when the same one comes again it is updated.',
  payload: z.object({
    fields: z
      .object({
        Name: z.string().min(1, 'An opportunity needs a name.').max(120).meta({ title: 'Opportunity name' }),
        StageName: text('Stage', 'An opportunity needs a stage.'),
        CloseDate: z.iso.date('An opportunity needs a close date, written like 2026-11-21.').meta({ title: 'Close date' }),
      })
      .catchall(FieldValue),
    externalKey,
  }),
  nameField: 'Name',
  required: ['Name', 'StageName', 'CloseDate'],
  defaultMapping: opportunityMapping,
});

export const createTask = keyedOperation({
  object: 'Task',
  title: 'Create a task',
  description: 'Puts a task on the list of a person in Salesforce, tied to a lead, a contact or another record.',
  payload: z.object({
    fields: z.object({ Subject: text('Subject', 'A task needs a subject.') }).catchall(FieldValue),
    externalKey,
  }),
  nameField: 'Subject',
  required: ['Subject'],
  defaultMapping: taskMapping,
});

function keyedOperation<P extends Payload>({ object, title, description, payload, nameField, required, defaultMapping }: KeyedKind<P>) {
  const keyOf = (ctx: CallContext<Settings>, { externalKey: own }: P) => own ?? ctx.idempotencyKey;
  return defineOperation<Settings, P>({
    title,
    description,
    payload,
    scopes: ['api'],
    dedupe: 'keyed-upsert',
    updates: { record: object.toLowerCase(), key: ['/externalKey'], recurring: object === 'Account' },
    perform: async (ctx, given) => {
      const inputs = [{ key: keyOf(ctx, given), values: toValues(given.fields) }];
      const outcomes = await upsertAll(ctx, { object, keyField: ctx.settings.keyField }, inputs);
      return onlyOne(await finish(ctx, object, inputs, outcomes)).performed;
    },
    findMatch: async (ctx, given) => {
      const where = { field: ctx.settings.keyField, values: [keyOf(ctx, given)] };
      const [found] = await queryBy(ctx, object, ['Id', nameField], where);
      if (found?.Id === undefined) return undefined;
      return { id: found.Id, label: String(found[nameField]), url: recordUrl(ctx.settings, found.Id) };
    },
    listFields: async (ctx) => [...(await describeFields(ctx, object, { required, hidden: [ctx.settings.keyField] })), KEY_FIELD],
    defaultMapping,
  });
}
