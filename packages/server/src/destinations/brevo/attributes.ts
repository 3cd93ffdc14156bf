import { z } from 'zod';
import type { CallContext, FieldSpec } from '../kit/index.ts';
import { unreadable } from './contact.ts';

const Attribute = z.looseObject({
  name: z.string(),
  category: z.string(),
  type: z.string().optional(),
  enumeration: z.array(z.looseObject({ label: z.string(), value: z.number(), valueStr: z.string().optional() })).optional(),
  multiCategoryOptions: z.array(z.string()).optional(),
});
/** One attribute a contact can have in this account. */
export type Attribute = z.infer<typeof Attribute>;
const Answer = z.looseObject({ attributes: z.array(Attribute) });

export async function readAttributes(ctx: CallContext): Promise<Attribute[]> {
  const answer = Answer.safeParse((await ctx.call({ method: 'GET', path: '/v3/contacts/attributes' })).json);
  if (answer.success) return answer.data.attributes;
  throw unreadable('a list of attributes');
}

/** The address is the contact's key, and Brevo itself notes who confirmed. */
const OF_BREVO = new Set(['EMAIL', 'DOUBLE_OPT-IN']);

/** Whether a contact's value can be set: computed and order attributes cannot. */
export function isWritable({ name, category }: Attribute): boolean {
  return (category === 'normal' || category === 'category') && !OF_BREVO.has(name);
}

/** Attributes that hold a number of a phone. Each belongs to one contact only. */
export const PHONES: ReadonlySet<string> = new Set(['SMS', 'WHATSAPP', 'LANDLINE_NUMBER']);

/** How Brevo names first and last name, by the language an account was opened in; the English names first. */
const NAME_PAIRS = [
  ['FIRSTNAME', 'LASTNAME'],
  ['FNAME', 'LNAME'],
  ['PRENOM', 'NOM'],
  ['VORNAME', 'NACHNAME'],
  ['NOMBRE', 'APELLIDOS'],
  ['NOME', 'COGNOME'],
  ['NOME', 'SOBRENOME'],
  ['NAME', 'SURNAME'],
] as const;

/** The account's attributes for first and last name; undefined where it has no pair we know. */
export function nameAttributes(attributes: readonly Attribute[]): { firstName: string; lastName: string } | undefined {
  const names = new Set(attributes.filter(isWritable).map(({ name }) => name));
  const pair = NAME_PAIRS.find(([first, last]) => names.has(first) && names.has(last));
  return pair === undefined ? undefined : { firstName: pair[0], lastName: pair[1] };
}

const TYPES: Record<string, FieldSpec['type']> = {
  float: 'number',
  date: 'date',
  boolean: 'boolean',
  'multiple-choice': 'list',
  user: 'email',
};

/** The account's attributes as the mapping editor shows them. Brevo requires none. */
export function toFieldSpecs(attributes: readonly Attribute[]): FieldSpec[] {
  return attributes.filter(isWritable).map((attribute) => {
    const { name, category, type = 'text', enumeration, multiCategoryOptions } = attribute;
    const options = category === 'category' ? enumeration?.map(({ label }) => label) : multiCategoryOptions;
    return {
      path: `/attributes/${name}`,
      label: name,
      type: category === 'category' ? 'enum' : PHONES.has(name) ? 'phone' : (TYPES[type] ?? 'string'),
      required: false,
      ...(options === undefined ? {} : { options: options.map((label) => ({ value: label, label })) }),
      ...(PHONES.has(name) ? { description: PHONE_WORDS } : {}),
    };
  });
}

const PHONE_WORDS =
  'With country code, such as +49… Belongs to one contact only. Brevo may text everybody on a list who has a number in SMS, so map it only where people agreed to that.';
