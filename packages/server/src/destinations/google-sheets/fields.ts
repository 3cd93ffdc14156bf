import type { CallContext, FieldSpec } from '../kit/index.ts';
import { cellPath } from './columns.ts';
import { SUGGESTED } from './default-mapping.ts';
import type { Settings } from './settings.ts';
import { isSameColumn, readSheet } from './sheet.ts';

/** JSON pointers of mappings are no longer than this; a header that long is no name but a text. */
const LONGEST = 400;

/** The columns of the sheet, by its first row. An empty sheet is offered what the first mapping fills. */
export async function listColumns(ctx: CallContext<Settings>): Promise<FieldSpec[]> {
  const { eventColumn } = ctx.settings;
  const { header } = await readSheet(ctx);
  const names = (header.length === 0 ? SUGGESTED : header).filter(
    (name, index, all) =>
      name !== '' &&
      name.length <= LONGEST &&
      !isSameColumn(name, eventColumn) &&
      all.findIndex((other) => isSameColumn(other, name)) === index,
  );
  return names.map((name) => ({ path: cellPath(name), label: name, type: 'string', required: false }));
}
