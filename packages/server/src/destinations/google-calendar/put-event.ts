import { DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { eventIdOf, readEvent, told, type CalendarEvent, type Draft } from './event.ts';
import { eventsPath, type Settings } from './settings.ts';

/** Whom Google mails about it. */
export type SendUpdates = 'all' | 'externalOnly' | 'none';

/**
 * Makes the event under our own id. Google refuses an id it has, so a repeat finds the event there; one that was
 * deleted meanwhile keeps its id for ever and is brought back.
 */
export async function putEvent(ctx: CallContext<Settings>, draft: Draft, sendUpdates: SendUpdates): Promise<Performed> {
  const id = eventIdOf(ctx);
  const events = eventsPath(ctx.settings);
  const query = { sendUpdates };
  try {
    // Never an iCalUID beside the id: Google refuses the two together.
    const made = readEvent(await ctx.call({ method: 'POST', path: events, query, json: { id, ...draft.body } }));
    return told(made, draft, 'created');
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
  const there = await readThere(ctx, `${events}/${id}`);
  if (there.status !== 'cancelled') return told(there, draft, 'unchanged');
  const json = { ...draft.body, status: 'confirmed', ...(there.sequence === undefined ? {} : { sequence: there.sequence }) };
  try {
    const revived = readEvent(await ctx.call({ method: 'PUT', path: `${events}/${id}`, query, json }));
    return told(revived, draft, 'updated');
  } catch (error) {
    throw isOver(error, [403, 404, 410]) ? goneForGood() : error;
  }
}

async function readThere(ctx: CallContext<Settings>, path: string): Promise<CalendarEvent> {
  try {
    return readEvent(await ctx.call({ method: 'GET', path }));
  } catch (error) {
    throw isOver(error, [404, 410]) ? goneForGood() : error;
  }
}

/** Some integrators met 403 when they brought an event back; a rate limit and a missing permission are told by 403 too. */
function isOver(error: unknown, statuses: number[]): boolean {
  if (!statuses.includes(statusOf(error) ?? 0) || !(error instanceof DestinationFailure)) return false;
  const { classification } = error;
  return classification.kind === 'permanent' || (classification.kind === 'scope' && classification.code === 'forbidden');
}

export function statusOf(error: unknown): number | undefined {
  return error instanceof DestinationFailure ? error.response?.status : undefined;
}

function goneForGood(): DestinationFailure {
  const message =
    'This event was made before and then deleted in Google Calendar, and Google does not let it be brought back. Restore it from the bin of the calendar, or replay the event as a new record.';
  return new DestinationFailure({ kind: 'permanent', code: 'deleted_for_good', message, problems: [] });
}
