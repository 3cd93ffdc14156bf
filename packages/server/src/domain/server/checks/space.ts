import { sql } from 'kysely';
import type { Store } from '../../../store/store.ts';
import type { Check } from './check.ts';

const MB = 1_000_000;
const MUCH = 64 * MB;

/** Whether the SQLite file holds much that is free, and cannot give it back by itself: so are those made before it could. */
export async function checkSpace(store: Store): Promise<Check> {
  const name = 'free space in the file';
  if (store.engine === 'postgres') return { name, status: 'ok', message: 'PostgreSQL uses what was freed again.' };
  const read = async (pragma: string) =>
    Number(Object.values((await sql.raw<object>(`pragma ${pragma}`).execute(store.db)).rows[0] ?? {})[0]);
  const pageSize = await read('page_size');
  const [free, whole, mode] = [(await read('freelist_count')) * pageSize, (await read('page_count')) * pageSize, await read('auto_vacuum')];
  if (mode === 2 || free < MUCH || free < whole / 4)
    return { name, status: 'ok', message: `${Math.round(free / MB)} of ${Math.round(whole / MB)} MB; what comes next uses it.` };
  return {
    name,
    status: 'warning',
    message: `${Math.round(free / MB)} of ${Math.round(whole / MB)} MB are free. What comes next uses them; to make the file smaller once and for all, stop the server and run \`sqlite3 handoff.sqlite "pragma auto_vacuum = incremental; vacuum"\`. It needs as much free disk as the file is large.`,
  };
}
