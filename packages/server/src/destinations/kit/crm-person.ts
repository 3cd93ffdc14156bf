import { z } from 'zod';
import { consentMember, type Given } from './consent.ts';
import type { FieldSpec } from './types.ts';

const description = 'An opt-out is written; it is never taken back.';

/** A lead or contact of a CRM that keeps free fields under its own names and finds the person by e-mail address. */
export const crmPerson = <V extends z.ZodType>({ service, longest, value }: { service: string; longest: number; value: V }) =>
  z.object({
    fields: z
      .object({
        Email: z
          .email({ error: `${service} finds this person by e-mail address, so one is needed. Map an e-mail field.` })
          .max(longest, `${service} takes e-mail addresses of at most ${longest} characters.`)
          .meta({ title: 'Email' }),
      })
      .catchall(value)
      .meta({ title: 'Fields, by their API names' }),
    consent: consentMember(`The event's consent, or one of "subscribed", "unsubscribed" and so on. ${description}`),
  });
export interface CrmPerson {
  fields: { Email: string };
  consent?: Given;
}

/** Beside the fields of the account. */
export const CONSENT_FIELD: FieldSpec = { path: '/consent', label: 'Consent', type: 'list', required: false, description };

/** These CRMs keep addresses in lower case. */
export function emailOf({ fields }: CrmPerson): string {
  return fields.Email.trim().toLowerCase();
}
