import { Records } from './answers.ts';
import { API, type Settings } from './settings.ts';
import { DestinationFailure, type CallContext, type VendorRequest } from '../kit/index.ts';
import { answerReader } from '../kit/answers.ts';

/** Zoho shows at most this many fields in one answer. */
export const MOST_FIELDS = 50;

export const parseAnswer = answerReader('Zoho CRM');

type Query = NonNullable<VendorRequest['query']>;

/** Records, none where Zoho answers 204. */
export async function readRecords(ctx: CallContext<Settings>, path: string, query: Query) {
  const response = await ctx.call({ method: 'GET', path: `${API}${path}`, query });
  return response.status === 204 ? [] : parseAnswer(Records, response).data;
}

/**
 * Reads records again after they were saved; none where that fails. The work is done by then, so a failure here must not
 * make it look undone: the difference is not shown, and that is all.
 */
export async function readBack(ctx: CallContext<Settings>, module: string, ids: string[], fields: string[]) {
  if (ids.length === 0 || fields.length === 0) return [];
  try {
    return await readRecords(ctx, `/${module}`, { ids: ids.join(','), fields: fields.join(',') });
  } catch (error) {
    if (error instanceof DestinationFailure) return [];
    throw error;
  }
}

/** As Zoho's search criteria want it: these signs would end the value. */
export function criteria(field: string, value: string): string {
  return `(${field}:equals:${value.replaceAll(/[\\(),]/g, String.raw`\$&`)})`;
}

/** What a record is called, by the field that names it. */
export function nameOf(record: { id: string; [name: string]: unknown }, field: string): string {
  const name = record[field];
  return typeof name === 'string' && name !== '' ? name : record.id;
}
