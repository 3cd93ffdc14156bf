import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { clip } from '../kit/cut.ts';
import type { SalesforceError } from './answers.ts';

export const fieldPath = (name: string): string => `/fields/${name}`;

/** Everything Salesforce found wrong with single fields, in words for the owner. */
export function problemsOf(errors: SalesforceError[]): Problem[] {
  return errors.flatMap((error) => fieldsOf(error).map((name) => ({ path: fieldPath(name), message: aboutField(name, error) })));
}

/** A field Salesforce does not know is named in its sentence only. */
function fieldsOf({ fields, message }: SalesforceError): string[] {
  if (fields.length > 0) return fields;
  const named = /No such column '(\w+)'/.exec(message)?.[1] ?? /duplicate value found: (\w+) duplicates/.exec(message)?.[1];
  return named === undefined ? [] : [named];
}

function aboutField(name: string, { code, message }: SalesforceError): string {
  const said = message === '' ? '' : ` Salesforce says: ${clip(message)}`;
  switch (code) {
    case 'REQUIRED_FIELD_MISSING':
      return `Salesforce demands a value for "${name}". Map a field to it, or make it optional in Salesforce.`;
    case 'INVALID_FIELD':
      return `Salesforce has no field "${name}" here, or the person who connected may not see it. Make it visible to them (field-level security), or take it out of the mapping.`;
    case 'INVALID_FIELD_FOR_INSERT_UPDATE':
      return `The person who connected may not write "${name}", or Salesforce fills it in itself. Allow it in Salesforce (field-level security), or take it out of the mapping.`;
    case 'STRING_TOO_LONG':
      return `The value for "${name}" is longer than Salesforce takes. Map a shorter value.${said}`;
    case 'INVALID_EMAIL_ADDRESS':
      return 'Salesforce does not accept this e-mail address. Correct it and send the event again.';
    case 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST':
      return `The value is not one of the choices of the Salesforce field "${name}". Add the choice in Salesforce or map to an existing one.${said}`;
    case 'DUPLICATE_VALUE':
      return `Another Salesforce record already has this value in "${name}", which must be unique. Correct one of the two.${said}`;
    case 'MALFORMED_ID':
    case 'INVALID_CROSS_REFERENCE_KEY':
    case 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY':
      return `The record "${name}" points to does not exist in Salesforce, or the person who connected may not see it. Check where the mapping takes the id from.${said}`;
    default:
      return `Salesforce did not accept the value for "${name}".${said}`;
  }
}

/** What a refusal of the whole record means, where no single field is to blame. */
export function aboutRecord({ code, message }: SalesforceError): string {
  const said = message === '' ? '' : ` Salesforce says: ${clip(message)}`;
  switch (code) {
    case 'DUPLICATE_EXTERNAL_ID':
      return `Salesforce has several records with this key and cannot tell which to update. Merge them there, then send the event again.${said}`;
    case 'CANNOT_UPDATE_CONVERTED_LEAD':
      return 'This lead was converted in Salesforce and can no longer be changed. Use the step "Create or update a contact" for people who are customers already.';
    case 'FIELD_CUSTOM_VALIDATION_EXCEPTION':
      return `A validation rule in Salesforce turned the record away. Correct the mapping or the rule.${said}`;
    case 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY':
    case 'CANNOT_EXECUTE_FLOW_TRIGGER':
      return `An automation in Salesforce (a trigger or a flow) failed while the record was saved. Your Salesforce administrator can see why.${said}`;
    case 'INSUFFICIENT_ACCESS':
    case 'INSUFFICIENT_ACCESS_OR_READONLY':
      return `The person who connected may not change this record in Salesforce: it belongs to somebody else, or it is locked. Give them access to it there, then send the event again.${said}`;
    case 'ENTITY_IS_DELETED':
      return 'The record is in the recycle bin of Salesforce. Restore it there, or empty the bin, then send the event again.';
    case 'DELETE_FAILED':
      return `Salesforce does not delete this record while others need it, such as cases. Decide about those there first.${said}`;
    case 'STORAGE_LIMIT_EXCEEDED':
      return 'Salesforce has no storage left for records. Free some, then send the event again.';
    default:
      return `Salesforce did not accept this record.${said}`;
  }
}

const Matches = z.looseObject({
  matchResults: z.array(z.looseObject({ matchRecords: z.array(z.looseObject({ record: z.looseObject({ Id: z.string() }) })) })),
});

/** Salesforce names the records it takes for the same in some answers only. */
export function duplicatesFound({ message, duplicateResult }: SalesforceError): string {
  const found =
    Matches.safeParse(duplicateResult).data?.matchResults.flatMap(({ matchRecords }) => matchRecords.map(({ record }) => record.Id)) ?? [];
  const which = found.length === 0 ? '' : ` It looks like: ${[...new Set(found)].join(', ')}.`;
  return `A duplicate rule in Salesforce takes this record for one that exists already, so it was not saved.${which} Merge or correct the records there and send the event again, or let the connection "save in spite of duplicate warnings". Salesforce says: ${clip(message)}`;
}
