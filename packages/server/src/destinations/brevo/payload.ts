import { z } from 'zod';
import { consentMember } from '../kit/consent.ts';
import { quiet } from '../kit/quiet.ts';

const Text = z.string().max(10_000);

export const AttributeValue = z.union([Text, z.number(), z.boolean(), z.null(), z.array(Text).max(200)]);
export type AttributeValue = z.infer<typeof AttributeValue>;

const ListId = z.int().min(1);

/** What both operations take. */
export const Person = z.strictObject({
  email: z.email('This is not an e-mail address. Map the field that holds it.').max(320).meta({ title: 'E-mail' }),
  consent: consentMember(
    'The event\'s consent, or one of "subscribed", "pending", "unsubscribed", "not_subscribed" for e-mail. Nobody is put on a list without it.',
  ),
  firstName: Text.nullable().optional().meta({
    title: 'First name',
    description: "Written to the account's own attribute for it, whatever its language: FIRSTNAME, PRENOM, VORNAME …",
  }),
  lastName: Text.nullable().optional().meta({
    title: 'Last name',
    description: "Written to the account's own attribute for it, whatever its language: LASTNAME, NOM, NACHNAME …",
  }),
  attributes: z
    .record(z.string().regex(/^[A-Z0-9_-]{1,100}$/, 'An attribute is named in capital letters, such as "CITY".'), AttributeValue)
    .optional()
    .meta({ title: 'Contact attributes' }),
  lists: z
    .union([
      z
        .string()
        .regex(/^[\d\s,]*$/, 'Write list numbers, separated by commas.')
        .max(500),
      ListId,
      z.array(ListId).max(50),
    ])
    .optional()
    .meta({
      title: 'Further lists',
      field: 'list',
      description: "List numbers, in addition to the connection's list. Only for people who agreed to e-mail, as with that list.",
    }),
});
export type Person = z.infer<typeof Person>;

export const Payload = Person.extend({ quiet });
export type Payload = z.infer<typeof Payload>;

/** The lists a person who agreed belongs on: the connection's own and those of the payload, each once. */
export function listsOf(payload: Pick<Person, 'lists'>, own: number | undefined): number[] {
  const { lists = [] } = payload;
  const further = typeof lists === 'string' ? lists.split(/[\s,]+/).filter((part) => part !== '') : [lists].flat();
  return [...new Set([...(own === undefined ? [] : [own]), ...further.map(Number)])].filter((id) => id > 0);
}
