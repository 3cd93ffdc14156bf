import { z } from 'zod';
import { listModuleFields } from './fields.ts';
import { accountMapping, dealMapping } from './mappings.ts';
import { scopesOf } from './person.ts';
import { criteria, nameOf, readRecords } from './read.ts';
import { recordUrl, type Settings } from './settings.ts';
import { finish, upsertAll, type ModuleName } from './upsert.ts';
import { FieldValue, toValues, type Values } from './values.ts';
import { type CallContext, defineOperation, type Performed, onlyOne } from '../kit/index.ts';

const Account = z.object({
  fields: z
    .object({ Account_Name: z.string().min(1, 'An account needs a name.').max(200).meta({ title: 'Account name' }) })
    .catchall(FieldValue)
    .meta({ title: 'Fields, by their API names' }),
});
type Account = z.infer<typeof Account>;

/** Accounts have no key but their name, which Zoho itself uses to tell them apart. */
export const upsertAccount = defineOperation<Settings, Account>({
  title: 'Create or update an account',
  description: 'Finds the account by its name; fields that are not mapped stay as they are.',
  payload: Account,
  scopes: scopesOf('Accounts'),
  dedupe: 'keyed-upsert',
  updates: { record: 'account', key: ['/fields/Account_Name'], recurring: true },
  perform: (ctx, { fields }) => upsertOne(ctx, 'Accounts', 'Account_Name', toValues(fields)),
  findMatch: (ctx, { fields }) =>
    findBy(ctx, { module: 'Accounts', nameField: 'Account_Name', field: 'Account_Name', value: fields.Account_Name }),
  listFields: (ctx) => listModuleFields(ctx, 'Accounts', { required: ['Account_Name'], hidden: [] }),
  defaultMapping: accountMapping,
});

const Deal = z.object({
  fields: z
    .object({
      Deal_Name: z.string().min(1, 'A deal needs a name.').max(120).meta({ title: 'Deal name' }),
      Stage: z.string().min(1, 'A deal needs a stage.').max(120).meta({ title: 'Stage' }),
    })
    .catchall(FieldValue)
    .meta({ title: 'Fields, by their API names' }),
  externalKey: z.string().min(1).max(255, 'A key has at most 255 characters.').optional().meta({
    title: 'Your own key',
    description: 'Events with the same key update one deal. Without it each event makes a deal of its own.',
  }),
});
type Deal = z.infer<typeof Deal>;

/** By a unique field of ours: names such as "Order #1042" come twice as soon as there are two shops. */
export const upsertDeal = defineOperation<Settings, Deal>({
  title: 'Create or update a deal',
  description: 'Makes one deal for one order or event; when the same one comes again it is updated.',
  payload: Deal,
  scopes: scopesOf('Deals'),
  dedupe: 'keyed-upsert',
  updates: { record: 'deal', key: ['/externalKey'], recurring: false },
  perform: (ctx, deal) =>
    upsertOne(ctx, 'Deals', ctx.settings.keyField, {
      ...toValues(deal.fields),
      [ctx.settings.keyField]: deal.externalKey ?? ctx.idempotencyKey,
    }),
  findMatch: (ctx, deal) =>
    findBy(ctx, { module: 'Deals', nameField: 'Deal_Name', field: ctx.settings.keyField, value: deal.externalKey ?? ctx.idempotencyKey }),
  listFields: async (ctx) => [
    ...(await listModuleFields(ctx, 'Deals', { required: ['Deal_Name', 'Stage'], hidden: [ctx.settings.keyField] })),
    {
      path: '/externalKey',
      label: 'Your own key',
      type: 'string' as const,
      required: false,
      description: 'Events with the same key update one deal.',
    },
  ],
  defaultMapping: dealMapping,
});

async function upsertOne(ctx: CallContext<Settings>, module: ModuleName, keyField: string, values: Values): Promise<Performed> {
  return onlyOne(await finish(ctx, module, [values], await upsertAll(ctx, { module, keyField }, [values]))).performed;
}

async function findBy(ctx: CallContext<Settings>, by: { module: ModuleName; nameField: string; field: string; value: string }) {
  const query = { criteria: criteria(by.field, by.value), fields: by.nameField };
  const [found] = await readRecords(ctx, `/${by.module}/search`, query);
  if (found === undefined) return undefined;
  return { id: found.id, label: nameOf(found, by.nameField), url: recordUrl(ctx.settings, by.module, found.id) };
}
