import { Contact as ContactSchema } from '@handoff/shared/api';
import { type Problem, toProblems } from '@handoff/shared/event';
import type { Contact } from '../../identity/match/contact.ts';

type TextMember = Exclude<keyof Contact, 'externalIds'>;

/** Names that exports of other systems use; compared without case, `_`, `-` and spaces. Several of `street` are put together. */
const ALSO_CALLED: Record<TextMember | 'id', string[]> = {
  id: ['id', 'rid', 'recordid', 'recid'],
  name: ['name', 'fullname', 'full', 'displayname'],
  firstName: ['firstname', 'first', 'givenname', 'forename'],
  lastName: ['lastname', 'last', 'surname', 'familyname'],
  email: ['email', 'emailaddress', 'mail'],
  phone: ['phone', 'phonenumber', 'mobile', 'mobilephone', 'telephone'],
  country: ['country', 'countrycode'],
  company: ['company', 'companyname', 'organization', 'organisation'],
  street: ['street', 'streetnumber', 'address', 'address1', 'addressline1', 'line1', 'address2', 'addressline2', 'line2'],
  city: ['city', 'suburb', 'town', 'locality'],
  postcode: ['postcode', 'postalcode', 'zip', 'zipcode'],
  region: ['region', 'state', 'province', 'county'],
  birthDate: ['birthdate', 'dateofbirth', 'dob', 'birthday'],
  nationalId: ['nationalid', 'socsecid', 'ssn', 'taxid'],
};
const MEMBERS = Object.entries(ALSO_CALLED) as [TextMember | 'id', string[]][];

export type ReadContact = { ok: true; id: string | undefined; contact: Contact } | { ok: false; problems: Problem[] };

/** Reads a contact as a caller sent it, under our names or those that exports use. Numbers are taken as text. */
export function readContact(given: unknown): ReadContact {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { ok: false, problems: [{ path: '', message: 'A contact is an object.' }] };
  const byName = new Map<string, string[]>();
  for (const [key, value] of Object.entries(given)) {
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string' || text.trim() === '') continue;
    const name = key.toLowerCase().replace(/[-_ ]/g, '');
    byName.set(name, [...(byName.get(name) ?? []), text]);
  }
  const named: Record<string, unknown> = {};
  for (const [member, names] of MEMBERS) {
    const texts = names.flatMap((name) => byName.get(name) ?? []);
    if (texts.length > 0) named[member] = member === 'street' ? texts.join(' ') : texts[0];
  }
  const externalIds: unknown = 'externalIds' in given ? given.externalIds : undefined;
  const parsed = ContactSchema.safeParse({ ...named, ...(externalIds === undefined ? {} : { externalIds }) });
  if (!parsed.success) return { ok: false, problems: toProblems(parsed.error) };
  const { id, ...contact } = parsed.data;
  return { ok: true, id, contact };
}
