import { z } from 'zod';
import { DestinationFailure, type CallContext } from '../kit/index.ts';
import { findPerson } from './find-person.ts';
import type { Settings } from './settings.ts';
import { RecordId } from './values.ts';

/** Whom a deal, lead or note is about. */
export const subjectFields = {
  personId: RecordId.optional().meta({ title: 'Person', description: 'The id from an earlier "person" step.' }),
  personEmail: z.email('This is not an e-mail address.').optional().meta({
    title: 'Person by e-mail',
    description: 'Finds the person where no id is mapped.',
    field: 'email',
  }),
  organizationId: RecordId.optional().meta({ title: 'Organisation', description: 'The id from an earlier "organisation" step.' }),
};

/** What deals and leads have in common. */
export const opportunityFields = {
  value: z.number().optional().meta({ title: 'Value' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'A currency is written like EUR.')
    .optional()
    .meta({ title: 'Currency' }),
  expectedCloseDate: z.iso.date('A date is written like 2026-11-21.').optional().meta({ title: 'Expected close date' }),
  ownerId: RecordId.optional().meta({ title: 'Owner', description: "A Pipedrive user's id." }),
  externalId: z.string().min(1).max(200).optional().meta({
    title: 'Your own key',
    description: 'Events with the same key are one record, which is updated. Without it each event makes one of its own.',
  }),
};

interface Subject {
  personId?: number | undefined;
  personEmail?: string | undefined;
  organizationId?: number | undefined;
}

export const hasSubject = ({ personId, personEmail, organizationId }: Subject): boolean =>
  [personId, personEmail, organizationId].some((id) => id !== undefined);

/** For a payload that names nobody. */
export const NO_SUBJECT = {
  path: ['personId'],
  message: 'It must belong to a person or an organisation. Map the id from an earlier step, or the e-mail address of the person.',
};

/** The person's number: as mapped, else by e-mail address. */
export async function personOf(ctx: CallContext<Settings>, { personId, personEmail }: Subject): Promise<number | undefined> {
  if (personId !== undefined || personEmail === undefined) return personId;
  return (await findPerson(ctx, personEmail))?.id;
}

export function personMissing(what: string): DestinationFailure {
  const message = `Pipedrive has no person with this e-mail address to attach the ${what} to. Put a "Create or update a person" step before this one.`;
  return new DestinationFailure({ kind: 'permanent', code: 'person_missing', message, problems: [{ path: '/personEmail', message }] });
}

/** The numbers of person and organisation, by the name `organization` has for this kind of record. At least one is there. */
export async function ownerOf<O extends string>(
  ctx: CallContext<Settings>,
  payload: Subject,
  { what, organization }: { what: string; organization: O },
): Promise<{ [K in O | 'person_id']?: number }> {
  const person = await personOf(ctx, payload);
  const { organizationId } = payload;
  if (person === undefined && organizationId === undefined) throw personMissing(what);
  const named = [
    ['person_id', person],
    [organization, organizationId],
  ] as const;
  return Object.fromEntries(named.filter(([, id]) => id !== undefined)) as { [K in O | 'person_id']?: number };
}
