import type { z } from 'zod';
import type { EventState, Verdict } from '../../api/resources.ts';

/** Which events a list shows; what is undefined does not matter. */
export interface ActivityFilter {
  state?: z.output<typeof EventState> | undefined;
  verdict?: z.output<typeof Verdict> | undefined;
  type?: string | undefined;
  sourceId?: string | undefined;
  /** An e-mail address or a phone number, whole. */
  contact?: string | undefined;
}

/** The filter as the API takes it: without what does not matter. */
export function filterQuery(filter: ActivityFilter): { [Key in keyof ActivityFilter]?: Exclude<ActivityFilter[Key], undefined> } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''));
}

export const isFiltered = (filter: ActivityFilter): boolean => Object.keys(filterQuery(filter)).length > 0;

/** Whether something that waits before the server, and so has no verdict and no state there, belongs to the list. */
export function waitingBelongs(
  { state, verdict, sourceId, type, contact }: ActivityFilter,
  row: { type: string; contact: string | null },
  ownSourceId: string | undefined,
): boolean {
  if (state !== undefined || verdict !== undefined) return false;
  if (sourceId !== undefined && sourceId !== ownSourceId) return false;
  if (type !== undefined && row.type !== type) return false;
  return contact === undefined || contact === '' || row.contact?.toLowerCase() === contact.trim().toLowerCase();
}
