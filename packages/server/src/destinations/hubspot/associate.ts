import { API, type Settings } from './settings.ts';
import { type CallContext, DestinationFailure } from '../kit/types.ts';

/** Ties a record that is there to another in HubSpot's default way; doing it again changes nothing. */
export async function associate(
  ctx: CallContext<Settings>,
  from: { objectType: 'deals' | 'companies'; id: string; words: string },
  to: { objectType: 'contacts' | 'companies'; id: string; words: string; path: string },
): Promise<void> {
  const path = `/crm/objects/${API}/${from.objectType}/${encodeURIComponent(from.id)}/associations/default/${to.objectType}/${encodeURIComponent(to.id)}`;
  try {
    await ctx.call({ method: 'PUT', path });
  } catch (error) {
    if (!(error instanceof DestinationFailure) || error.classification.kind !== 'permanent') throw error;
    const message = `The ${from.words} is in HubSpot, but the ${to.words} ${to.id} it should belong to is not. Check where the mapping takes the ${to.words} from.`;
    throw new DestinationFailure({ ...error.classification, message, problems: [{ path: to.path, message }] }, error.response);
  }
}
