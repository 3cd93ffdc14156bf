import { Property } from './answers.ts';
import { readIfThere } from './read.ts';
import { API, type Settings } from './settings.ts';
import { type CallContext, DestinationFailure } from '../kit/types.ts';

/** The deal property that holds our key. HubSpot itself keeps its values unique. */
export const DEAL_KEY = 'handoff_key';

const BY_HAND =
  `In HubSpot open Settings → Properties → Deal properties → Create property: internal name "${DEAL_KEY}", ` +
  'type single-line text, and under Rules tick "Require unique values for this property".';

/** Whether a deal was refused because the account has no (unique) property for our key yet. */
export function isKeyMissing(failure: DestinationFailure): boolean {
  const text = failure.response?.text ?? '';
  return (
    failure.classification.kind === 'permanent' && text.includes(DEAL_KEY) && /non-unique|does not exist|PROPERTY_DOESNT_EXIST/.test(text)
  );
}

/** Creates the property once per account; where that is not possible, says what the owner can do. */
export async function ensureDealKey(ctx: CallContext<Settings>): Promise<void> {
  const existing = await readIfThere(ctx, `/crm/properties/${API}/deals/${DEAL_KEY}`, {}, Property);
  if (existing !== undefined) return requireUnique(existing);
  try {
    await ctx.call({ method: 'POST', path: `/crm/properties/${API}/deals`, json: definition });
  } catch (error) {
    if (!(error instanceof DestinationFailure)) throw error;
    // Another worker made it between our two calls.
    if (error.response?.status === 409) return;
    if (error.classification.kind !== 'scope') throw error;
    const message =
      `HubSpot deals need a field "${DEAL_KEY}" so that no deal is made twice, and this connection may not create it. ` +
      `Either give it the permission crm.schemas.deals.write, or create the field yourself. ${BY_HAND}`;
    throw new DestinationFailure({ ...error.classification, message, missing: ['crm.schemas.deals.write'] }, error.response);
  }
}

function requireUnique(property: Property): void {
  if (property.hasUniqueValue === true) return;
  const message = `The HubSpot deal field "${DEAL_KEY}" does not require unique values, so deals could double. Delete it; Handoff creates it again as it must be. ${BY_HAND}`;
  throw new DestinationFailure({ kind: 'permanent', code: 'deal_key_not_unique', message, problems: [] });
}

const definition = {
  name: DEAL_KEY,
  label: 'Handoff key',
  description: 'Written by Handoff: which order or event this deal was made for. Keeps one deal from being made twice.',
  groupName: 'dealinformation',
  type: 'string',
  fieldType: 'text',
  hasUniqueValue: true,
  formField: false,
};
