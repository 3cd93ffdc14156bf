import { z } from 'zod';
import { type CallContext } from '../kit/index.ts';
import type { Settings } from './settings.ts';
import { answerReader } from '../kit/answers.ts';

/** Ids come as text, and here and there as numbers. */
const Id = z.union([z.string(), z.int()]).transform(String);

export const Contact = z.looseObject({
  id: Id,
  email: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  phone: z.string().nullish(),
});
export type Contact = z.infer<typeof Contact>;

const FieldValue = z.looseObject({ field: Id, value: z.string().nullish() });
export const Synced = z.looseObject({ contact: Contact, fieldValues: z.array(FieldValue).nullish() });
export type Synced = z.infer<typeof Synced>;

export const Contacts = z.looseObject({ contacts: z.array(Contact) });
export const ContactTags = z.looseObject({ contactTags: z.array(z.looseObject({ id: Id, tag: Id })) });
export const ContactLists = z.looseObject({ contactLists: z.array(z.looseObject({ list: Id, status: Id })) });
export const ContactAutomations = z.looseObject({
  contactAutomations: z.array(z.looseObject({ id: Id, automation: Id.nullish(), seriesid: Id.nullish(), adddate: z.string().nullish() })),
});
export const Tags = z.looseObject({ tags: z.array(z.looseObject({ id: Id, tag: z.string() })) });
export const Tag = z.looseObject({ tag: z.looseObject({ id: Id }) });
export const Named = z.looseObject({ id: Id, name: z.string() });
export const ContactAutomation = z.looseObject({ contactAutomation: z.looseObject({ id: Id }).nullish() });

export const Field = z.looseObject({ id: Id, title: z.string(), type: z.string(), descript: z.string().nullish() });
export type Field = z.infer<typeof Field>;
export const FieldOption = z.looseObject({ field: Id, value: z.string(), label: z.string().nullish() });
export type FieldOption = z.infer<typeof FieldOption>;

export const read = answerReader('ActiveCampaign');

/** As many as one page may hold. */
const PAGE = 100;

/** Reads every page of a list. */
export async function readAll<T>(ctx: CallContext<Settings>, path: string, page: (json: { json: unknown }) => T[]): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const found = page(await ctx.call({ method: 'GET', path, query: { limit: PAGE, offset: all.length } }));
    all.push(...found);
    if (found.length < PAGE) return all;
  }
}
