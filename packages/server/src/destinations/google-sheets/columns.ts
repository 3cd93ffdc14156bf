import { formatPointer } from '@handoff/shared/mapping';
import { DestinationFailure, repeatable, type CallContext } from '../kit/index.ts';
import type { Problem } from '@handoff/shared/event';
import type { Settings } from './settings.ts';
import { columnName, isSameColumn, rangePath, type Sheet } from './sheet.ts';

/** A cell's pointer in the payload. */
export const cellPath = (column: string) => formatPointer(['cells', column]);

/**
 * Makes sure that the header has the columns a row needs. An empty sheet gets its header; otherwise what is missing is
 * added at the right end, so that nothing that people made moves.
 * @returns the header as it is then, and what the owner should know.
 * @throws DestinationFailure `permanent` where the connection refuses rows with unknown columns.
 */
export async function ensureColumns(
  ctx: CallContext<Settings>,
  sheet: Sheet,
  wanted: string[],
): Promise<{ header: string[]; notes: Problem[] }> {
  const { eventColumn, missingColumns } = ctx.settings;
  const { isEmpty } = sheet;
  if (sheet.header.length === 0 && !isEmpty) throw headerMissing();
  const isMissing = (column: string) => !sheet.header.some((name) => isSameColumn(name, column));
  const missing = wanted.filter(isMissing);
  if (missing.length > 0 && !isEmpty && missingColumns === 'refuse') throw refused(missing);
  const added = [...missing, ...[eventColumn].filter(isMissing)];
  if (added.length === 0) return { header: sheet.header, notes: [] };
  await writeHeader(ctx, sheet, added);
  return { header: [...sheet.header, ...added], notes: isEmpty ? [] : missing.map(note) };
}

/** Writing the same names into the same cells again is harmless, so a lost answer leaves nothing in doubt. */
async function writeHeader(ctx: CallContext<Settings>, sheet: Sheet, names: string[]): Promise<void> {
  const first = sheet.header.length;
  const cells = `${columnName(first)}1:${columnName(first + names.length - 1)}1`;
  const lost = 'Google Sheets did not say whether it took the names of the columns. No row was written yet; it will be tried again.';
  await repeatable(lost, () =>
    ctx.call({
      method: 'PUT',
      path: rangePath(ctx.settings, sheet, cells),
      query: { valueInputOption: 'RAW' },
      json: { majorDimension: 'ROWS', values: [names] },
    }),
  );
}

function headerMissing(): DestinationFailure {
  const message =
    'The first row of the sheet is empty, but there is something below it. Put the names of the columns into the first row, or delete the empty row, then replay.';
  return new DestinationFailure({ kind: 'permanent', code: 'header_missing', message, problems: [] });
}

function note(column: string): Problem {
  const message = `The sheet had no column "${column}", so it was added at the end. If somebody renamed that column, choose its new name in the flow.`;
  return { path: cellPath(column), message };
}

function refused(missing: string[]): DestinationFailure {
  const problems = missing.map((column) => ({
    path: cellPath(column),
    message: `The sheet has no column "${column}" (any more); somebody may have renamed or deleted it. Choose another column in the flow, or put it back.`,
  }));
  return new DestinationFailure({
    kind: 'permanent',
    code: 'column_missing',
    message: problems.map(({ message }) => message).join(' '),
    problems,
  });
}
