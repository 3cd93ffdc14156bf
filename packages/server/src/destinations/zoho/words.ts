import type { Problem } from '@handoff/shared/event';
import type { Outcome } from './answers.ts';
import { clip } from '../kit/cut.ts';

export const fieldPath = (name: string): string => `/fields/${name}`;

/** What Zoho found wrong with one field, in words for the owner; none where it blames no field. */
export function problemsOf(outcome: Outcome): Problem[] {
  const { api_name: name } = outcome.details;
  return name === undefined ? [] : [{ path: fieldPath(name), message: aboutField(name, outcome) }];
}

function aboutField(name: string, { code, message, details }: Outcome): string {
  switch (code) {
    case 'MANDATORY_NOT_FOUND':
      return `Zoho CRM demands a value for "${name}". Map a field to it, or make it optional in Zoho (Setup → Modules and Fields).`;
    case 'DUPLICATE_DATA':
      return `Another record in Zoho CRM already has this value in "${name}", which must be unique. Correct one of the two.`;
    case 'PATTERN_NOT_MATCHED':
      return `The value for "${name}" is not written the way Zoho CRM wants it. Correct the value or the mapping.`;
    case 'DEPENDENT_FIELD_MISSING':
      return `Zoho CRM takes "${name}" only together with another field. Map that one too. Zoho says: ${clip(message)}`;
    case 'MAPPING_MISMATCH':
      return `The value for "${name}" does not go with another one, such as a stage with its pipeline. Zoho says: ${clip(message)}`;
    default:
      return `Zoho CRM did not accept the value for "${name}".${expected(details)}${said(message)}`;
  }
}

function expected({ expected_data_type: type, maximum_length: longest }: Outcome['details']): string {
  if (longest !== undefined) return ` It takes at most ${longest} characters.`;
  return type === undefined ? '' : ` It expects: ${TYPES[type] ?? type}.`;
}

const TYPES: Record<string, string> = {
  bigint: 'a number',
  boolean: 'yes or no',
  currency: 'a number',
  date: 'a date like 2026-11-21',
  datetime: 'a date with a time',
  double: 'a number, not text',
  email: 'an e-mail address',
  integer: 'a whole number',
  jsonarray: 'a list',
  jsonobject: 'a record, by its id',
  phone: 'a phone number',
};

/** Zoho's standing sentences say nothing that is not said already. */
function said(message: string): string {
  return message === '' || message === 'invalid data' ? '' : ` Zoho says: ${clip(message)}`;
}

/** What a refusal of a whole record means. */
export function aboutRecord({ code, message }: Outcome): string {
  switch (code) {
    case 'CONVERTED_RECORD':
    case 'ID_ALREADY_CONVERTED':
      return 'This lead was converted in Zoho CRM and can no longer be changed. Use the step "Create or update a contact" for people who are customers already.';
    case 'RECORD_IN_BLUEPRINT':
      return 'A blueprint in Zoho CRM governs this record, and the field can be changed there only.';
    case 'NOT_APPROVED':
      return 'This record waits for an approval in Zoho CRM and cannot be changed before.';
    case 'LIMIT_EXCEEDED':
    case 'LIMIT_REACHED':
    case 'STORAGE_SPACE_EXCEEDED':
      return `Zoho CRM has no room for more of these records. Free some or change the plan, then send the event again.${said(message)}`;
    default:
      return `Zoho CRM did not accept this record (${code}).${said(message)}`;
  }
}
