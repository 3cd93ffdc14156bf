import { z } from 'zod';
import { DestinationFailure, type CallContext } from '../kit/index.ts';
import type { Settings } from './settings.ts';
import { columnName, isSameColumn, rangePath, unreadable, type Sheet } from './sheet.ts';

const Column = z.looseObject({ values: z.array(z.array(z.unknown())).optional() });

/** As many event numbers as fit into the answer we read. */
const CHUNK = 20_000;
/** Beyond half a million rows a look-up would take longer than a delivery may. */
const CHUNKS = 25;
/** Below the header. */
const FIRST_ROW = 2;

/** The number of the row that carries this key; undefined where it is certainly not there. Reads upwards, as new rows are at the end. */
export async function findRow(ctx: CallContext<Settings>, sheet: Sheet, key: string): Promise<number | undefined> {
  const { eventColumn } = ctx.settings;
  const index = sheet.header.findIndex((name) => isSameColumn(name, eventColumn));
  // A row is written only after its header, so an empty sheet holds none.
  if (sheet.isEmpty) return undefined;
  if (index === -1) throw notSure(`The sheet has no column "${eventColumn}" any more`);
  const letter = columnName(index);
  let last = sheet.rowCount;
  for (let chunk = 0; chunk < CHUNKS && last >= FIRST_ROW; chunk++) {
    const first = Math.max(FIRST_ROW, last - CHUNK + 1);
    const path = rangePath(ctx.settings, sheet, `${letter}${first}:${letter}${last}`);
    const response = await ctx.call({ method: 'GET', path, query: { majorDimension: 'COLUMNS', prettyPrint: 'false' } });
    const parsed = Column.safeParse(response.json);
    if (!parsed.success) throw unreadable();
    const place = parsed.data.values?.[0]?.indexOf(key) ?? -1;
    if (place !== -1) return first + place;
    last = first - 1;
  }
  if (last < FIRST_ROW) return undefined;
  throw notSure('The sheet has more rows than can be searched');
}

function notSure(why: string): DestinationFailure {
  const message = `${why}, so nobody can say whether this row was written. Look into the sheet; put the column back, or move old rows to another sheet.`;
  return new DestinationFailure({ kind: 'unknown', code: 'not_found_for_sure', message });
}
