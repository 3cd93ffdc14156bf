import { Property, type UpsertedRecord } from './answers.ts';
import { readIfThere } from './read.ts';
import { API, type Settings } from './settings.ts';
import { upsertAll, type UpsertInput } from './upsert.ts';
import { type CallContext, DestinationFailure } from '../kit/types.ts';

/** The property that holds our key, on deals and on companies. HubSpot itself keeps its values unique. */
export const RECORD_KEY = 'handoff_key';

export type KeyedType = 'deals' | 'companies';

/** HubSpot's words for the two. */
const OF = {
  deals: { one: 'deal', heading: 'Deal', groupName: 'dealinformation' },
  companies: { one: 'company', heading: 'Company', groupName: 'companyinformation' },
} as const;

/** `upsertAll` by our key; the property for it is made when it is first missed. One outcome for each input, in order. */
export async function upsertByKey(
  ctx: CallContext<Settings>,
  objectType: KeyedType,
  inputs: UpsertInput[],
): Promise<(UpsertedRecord | DestinationFailure)[]> {
  // A batch is refused as a whole for a missing property; one call beforehand costs less than sending it in ever smaller parts.
  if (inputs.length > 1) await ensureKey(ctx, objectType);
  const outcomes = await upsertAll(ctx, objectType, RECORD_KEY, inputs);
  const [first] = outcomes;
  if (!(first instanceof DestinationFailure) || !isKeyMissing(first)) return outcomes;
  await ensureKey(ctx, objectType);
  return (await upsertAll(ctx, objectType, RECORD_KEY, inputs)).map((outcome) => {
    if (!(outcome instanceof DestinationFailure) || !isKeyMissing(outcome)) return outcome;
    const message = `HubSpot is still setting up the ${OF[objectType].one} field "${RECORD_KEY}". It will be tried again.`;
    return new DestinationFailure({ kind: 'retry', code: 'key_pending', message, afterMs: 30_000 }, outcome.response);
  });
}

/** Whether a record was refused because the account has no (unique) property for our key yet. */
export function isKeyMissing(failure: DestinationFailure): boolean {
  const text = failure.response?.text ?? '';
  return (
    failure.classification.kind === 'permanent' && text.includes(RECORD_KEY) && /non-unique|does not exist|PROPERTY_DOESNT_EXIST/.test(text)
  );
}

/** Creates the property once per account; where that is not possible, says what the owner can do. */
export async function ensureKey(ctx: CallContext<Settings>, objectType: KeyedType): Promise<void> {
  const existing = await readIfThere(ctx, `/crm/properties/${API}/${objectType}/${RECORD_KEY}`, {}, Property);
  if (existing !== undefined) return requireUnique(existing, objectType);
  try {
    await ctx.call({ method: 'POST', path: `/crm/properties/${API}/${objectType}`, json: definitionFor(objectType) });
  } catch (error) {
    if (!(error instanceof DestinationFailure)) throw error;
    // Another worker made it between our two calls.
    if (error.response?.status === 409) return;
    if (error.classification.kind !== 'scope') throw error;
    const scope = `crm.schemas.${objectType}.write`;
    const message =
      `HubSpot ${objectType} need a field "${RECORD_KEY}" so that no ${OF[objectType].one} is made twice, and this connection may not create it. ` +
      `Either give it the permission ${scope}, or create the field yourself. ${byHand(objectType)}`;
    throw new DestinationFailure({ ...error.classification, message, missing: [scope] }, error.response);
  }
}

function byHand(objectType: KeyedType): string {
  return (
    `In HubSpot open Settings → Properties → ${OF[objectType].heading} properties → Create property: internal name "${RECORD_KEY}", ` +
    'type single-line text, and under Rules tick "Require unique values for this property".'
  );
}

function requireUnique(property: Property, objectType: KeyedType): void {
  if (property.hasUniqueValue === true) return;
  const message = `The HubSpot ${OF[objectType].one} field "${RECORD_KEY}" does not require unique values, so ${objectType} could double. Delete it; Handoff creates it again as it must be. ${byHand(objectType)}`;
  throw new DestinationFailure({ kind: 'permanent', code: 'key_not_unique', message, problems: [] });
}

function definitionFor(objectType: KeyedType) {
  return {
    name: RECORD_KEY,
    label: 'Handoff key',
    description: `Written by Handoff: what this ${OF[objectType].one} was made for. Keeps one ${OF[objectType].one} from being made twice.`,
    groupName: OF[objectType].groupName,
    type: 'string',
    fieldType: 'text',
    hasUniqueValue: true,
    formField: false,
  };
}
