import { dataType, nameFields } from '@handoff/shared/mapping/suggest';
import { agrees } from './suggest/figures.ts';
import { readRows } from './suggest/rows.ts';
const rows = readRows(process.argv[2] ?? '/tmp/blind/fields.jsonl');
const res = nameFields(rows.map(({ field }) => field), []);
rows.forEach((row, i) => {
  const said = dataType(res[i]!.meaning) ?? 'unknown';
  const right = agrees(row, said, false);
  const { type: want, field } = row;
  if (right) return;
  const f = Object.fromEntries(Object.entries(field).filter(([k, v]) => v && k !== 'tag'));
  console.log(`${want} <- ${said} (${res[i]!.meaning}) ${JSON.stringify(f)}`);
});
