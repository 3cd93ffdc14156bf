import { z } from 'zod';
import { fieldsOf, type CallContext, type FieldSpec } from '../kit/index.ts';
import { query } from './api.ts';
import { Payload } from './document.ts';
import type { Settings } from './settings.ts';

const Named = z.looseObject({ Id: z.string(), Name: z.string(), FullyQualifiedName: z.string().optional() });
const Preference = z.looseObject({ Name: z.string().optional(), StringValue: z.string().optional() });
const Preferences = z.looseObject({
  SalesFormsPrefs: z
    .looseObject({ CustomField: z.array(z.looseObject({ CustomField: z.array(Preference).default([]) })).default([]) })
    .optional(),
});

/** The fields of a document: items, accounts and payment methods of the company to choose from, and its custom fields by their names. */
export async function documentFields(ctx: CallContext<Settings>): Promise<FieldSpec[]> {
  const options = async (entity: string, where: string) =>
    (await query(ctx, entity, where, Named)).map(({ Id, Name, FullyQualifiedName }) => ({ value: Id, label: FullyQualifiedName ?? Name }));
  const choices: Record<string, { value: string; label: string }[]> = {
    '/itemId': await options('Item', 'Active = true'),
    '/accountId': await options('Account', "AccountType in ('Bank', 'Other Current Asset')"),
    '/paymentMethodId': await options('PaymentMethod', 'Active = true'),
  };
  const names = await customNames(ctx);
  return fieldsOf(Payload).flatMap((field): FieldSpec[] => {
    const custom = /^\/custom\/([123])$/.exec(field.path)?.[1];
    if (custom !== undefined) {
      const label = names.get(custom);
      return label === undefined ? [] : [{ ...field, label }];
    }
    const known = choices[field.path];
    return [known === undefined ? field : { ...field, type: 'enum', options: known }];
  });
}

/** `SalesFormsPrefs.SalesCustomName2` holds the name of the second. */
async function customNames(ctx: CallContext<Settings>): Promise<Map<string, string>> {
  const [preferences] = await query(ctx, 'Preferences', '', Preferences);
  const all = preferences?.SalesFormsPrefs?.CustomField.flatMap((group) => group.CustomField) ?? [];
  return new Map(
    all.flatMap(({ Name, StringValue }): [string, string][] => {
      const number = /SalesCustomName([123])$/.exec(Name ?? '')?.[1];
      return number === undefined || StringValue === undefined || StringValue === '' ? [] : [[number, StringValue]];
    }),
  );
}
