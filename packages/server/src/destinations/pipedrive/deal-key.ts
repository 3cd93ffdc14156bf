import { DestinationFailure, type CallContext } from '../kit/index.ts';
import { Field, readOne } from './answers.ts';
import { readFields } from './fields.ts';
import type { Settings } from './settings.ts';

/** The deal field that holds our key. Pipedrive gives it a code of its own, so it is known by its name. */
export const DEAL_KEY = 'Handoff key';

const BY_HAND = `In Pipedrive open Settings → Data fields → Deal → Custom field, choose the type "Text" and name it "${DEAL_KEY}".`;

export function isDealKey(field: Field): boolean {
  return field.is_custom_field && field.field_name === DEAL_KEY;
}

/** The deal fields, with our own among them where it has been made. */
export async function readDealFields(ctx: CallContext<Settings>): Promise<{ fields: Field[]; keyCode: string | undefined }> {
  const fields = await readFields(ctx, 'dealFields');
  // Two workers may both have made it; everybody uses the first.
  return { fields, keyCode: fields.find(isDealKey)?.field_code };
}

/** Makes our field; where the connection may not, says what the owner can do. */
export async function makeDealKey(ctx: CallContext<Settings>): Promise<string> {
  try {
    const json = { field_name: DEAL_KEY, field_type: 'varchar' };
    return readOne(Field, await ctx.call({ method: 'POST', path: '/api/v2/dealFields', json })).field_code;
  } catch (error) {
    if (!(error instanceof DestinationFailure) || error.classification.kind !== 'scope') throw error;
    const message =
      `Pipedrive deals need a field "${DEAL_KEY}" so that no deal is made twice, and this connection may not create it. ` +
      `Either connect as an administrator with the permission deal-fields:full, or create the field yourself. ${BY_HAND}`;
    throw new DestinationFailure({ ...error.classification, message, missing: ['deal-fields:full'] }, error.response);
  }
}
