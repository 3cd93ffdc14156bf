import { z } from 'zod';
import { DestinationFailure } from '../kit/types.ts';

const Id = z.int();

/** An e-mail address or phone number of a person. */
const Contact = z.looseObject({ value: z.string(), primary: z.boolean().optional(), label: z.string().optional() });

const CustomFields = z.record(z.string(), z.unknown()).nullish();

export const Person = z.looseObject({
  id: Id,
  name: z.string().nullish(),
  emails: z.array(Contact).nullish(),
  phones: z.array(Contact).nullish(),
  org_id: Id.nullish(),
  owner_id: Id.nullish(),
  marketing_status: z.string().nullish(),
  custom_fields: CustomFields,
});
export type Person = z.infer<typeof Person>;

export const Organization = z.looseObject({
  id: Id,
  name: z.string().nullish(),
  owner_id: Id.nullish(),
  address: z.looseObject({ value: z.string().nullish() }).nullish(),
  custom_fields: CustomFields,
});
export type Organization = z.infer<typeof Organization>;

export const Deal = z.looseObject({ id: Id, title: z.string().nullish(), custom_fields: CustomFields });
export type Deal = z.infer<typeof Deal>;

export const Lead = z.looseObject({ id: z.string(), title: z.string().nullish(), origin_id: z.string().nullish() });
export type Lead = z.infer<typeof Lead>;

export const Note = z.looseObject({ id: Id, content: z.string().nullish() });

export const Field = z.looseObject({
  field_name: z.string(),
  field_code: z.string(),
  field_type: z.string(),
  is_custom_field: z.boolean().default(false),
  options: z.array(z.looseObject({ id: Id, label: z.string() })).nullish(),
});
export type Field = z.infer<typeof Field>;

const Page = z.looseObject({
  next_cursor: z.string().nullish(),
  pagination: z.looseObject({ more_items_in_collection: z.boolean().optional() }).nullish(),
});

/** One record, as `{ success, data }`. */
export function readOne<T>(schema: z.ZodType<T>, response: { json: unknown }): T {
  const answer = z.looseObject({ data: schema }).safeParse(response.json);
  if (answer.success) return answer.data.data;
  throw unexpected();
}

/** A page of records. v2 gives a cursor to the next, v1 only says that there is more; no record at all may be `null`. */
export function readPage<T>(schema: z.ZodType<T>, response: { json: unknown }): { records: T[]; cursor?: string; isLast: boolean } {
  const answer = z.looseObject({ data: z.array(schema).nullish(), additional_data: Page.nullish() }).safeParse(response.json);
  if (!answer.success) throw unexpected();
  const { data, additional_data: more } = answer.data;
  const cursor = more?.next_cursor ?? '';
  const isLast = cursor === '' && more?.pagination?.more_items_in_collection !== true;
  return { records: data ?? [], isLast, ...(cursor === '' ? {} : { cursor }) };
}

/** What a search found: each item wrapped in its score. */
export function readSearch<T>(schema: z.ZodType<T>, response: { json: unknown }): T[] {
  const answer = z.looseObject({ data: z.looseObject({ items: z.array(z.looseObject({ item: schema })) }) }).safeParse(response.json);
  if (answer.success) return answer.data.data.items.map(({ item }) => item);
  throw unexpected();
}

function unexpected(): DestinationFailure {
  const message =
    'Pipedrive answered in a form this version of Handoff does not know, so it is not certain what was done. Look for an update of Handoff.';
  return new DestinationFailure({ kind: 'unknown', code: 'unexpected_answer', message });
}
