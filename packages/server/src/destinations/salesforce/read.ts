import { QueryAnswer, StoredRecords } from './answers.ts';
import { DATA, type Settings } from './settings.ts';
import { DestinationFailure, type CallContext } from '../kit/index.ts';
import { answerReader } from '../kit/answers.ts';

export const parseAnswer = answerReader('Salesforce');

/** Records whose field has one of the values. A query sees what was saved a moment ago, which Salesforce's search does not. */
export async function queryBy(ctx: CallContext<Settings>, object: string, select: string[], where: { field: string; values: string[] }) {
  const values = where.values.map((value) => `'${escape(value)}'`).join(',');
  const q = `SELECT ${select.join(',')} FROM ${object} WHERE ${where.field} IN (${values})`;
  return parseAnswer(QueryAnswer, await ctx.call({ method: 'GET', path: `${DATA}/query`, query: { q } })).records;
}

/** So that nothing a stranger typed ends the text it stands in. */
function escape(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

/**
 * Reads records again after they were saved; undefined for each where that fails. The work is done by then, so a failure
 * here must not make it look undone: the difference is not shown, and that is all.
 */
export async function readBack(ctx: CallContext<Settings>, object: string, ids: string[], fields: string[]) {
  if (ids.length === 0 || fields.length === 0) return [];
  try {
    const response = await ctx.call({ method: 'POST', path: `${DATA}/composite/sobjects/${object}`, json: { ids, fields }, reads: true });
    return parseAnswer(StoredRecords, response);
  } catch (error) {
    if (error instanceof DestinationFailure) return [];
    throw error;
  }
}
