import { type Selectable, type Transaction, sql } from 'kysely';
import type { Clue } from '../../identity/match/score.ts';
import { AppError } from '../../observe/app-error.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import type { Db, Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { toIso, toIsoOrNull } from '../times.ts';
import { type MergeParts, mergeUnderLock, undoUnderLock } from './merge.ts';
import { findPerson, personViews } from './people.ts';
import { rounded } from './resolve.ts';

type Row = Selectable<Schema['person_suggestions']>;
type State = Row['state'];

/** How many rows one call looks at where some cannot be shown to the caller. */
const PAGES_PER_CALL = 20;

/** Possible same persons, latest first. Pairs that have become one since, or of whom the caller reaches only one, are left out. */
export async function listSuggestions(store: Store, reach: Reach, page: { before?: number | undefined; limit: number; state: State }) {
  const items: NonNullable<Awaited<ReturnType<typeof views>>[number]>[] = [];
  let { before } = page;
  for (let read = 0; read < PAGES_PER_CALL; read += 1) {
    const rows = await readPage(store.db, reach, page.state, before, page.limit);
    const shown = await views(store.db, reach, rows);
    for (const [index, row] of rows.entries()) {
      before = row.seq;
      const view = shown[index];
      if (view !== undefined) items.push(view);
      if (items.length === page.limit) return { items, next: row.seq };
    }
    if (rows.length < page.limit) return { items, next: null };
  }
  return { items, next: before ?? null };
}

function readPage(db: Db, { workspaceId }: Reach, state: State, before: number | undefined, limit: number): Promise<Row[]> {
  return (
    db
      .selectFrom('person_suggestions')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('state', '=', sql.lit(state))
      // What was only ever kept apart was never suggested.
      .where('chance', '>', 0)
      .$if(before !== undefined, (query) => query.where('seq', '<', before as number))
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute()
  );
}

async function views(db: Db, reach: Reach, rows: Row[]) {
  const merged = await currentIds(db, reach, rows);
  const persons = await personViews(db, reach, [...new Set(merged.values())]);
  return rows.map((row) => {
    const ids = [merged.get(row.person_a), merged.get(row.person_b)] as const;
    const [a, b] = ids.map((id) => (id === undefined ? undefined : persons.get(id)));
    if (a === undefined || b === undefined || (row.state === 'open' && a.id === b.id)) return undefined;
    return {
      id: row.id,
      state: row.state,
      score: rounded(row.chance),
      reasons: (JSON.parse(row.reasons) as Clue[]).map((clue) => ({ ...clue, weight: rounded(clue.weight) })),
      a,
      b,
      createdAt: toIso(row.created_at),
      decidedAt: toIsoOrNull(row.decided_at),
      decidedBy: row.decided_by,
    };
  });
}

async function currentIds(db: Db, { workspaceId }: Reach, rows: Row[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => [row.person_a, row.person_b]))];
  if (ids.length === 0) return new Map();
  const persons = await db
    .selectFrom('persons')
    .select(['id', 'merged_into'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .execute();
  return new Map(persons.map((person) => [person.id, person.merged_into ?? person.id]));
}

/** They are one person, or they are two. Saying again what was said changes nothing. */
export async function decideSuggestion(parts: MergeParts, reach: Reach, suggestionId: string, state: 'accepted' | 'rejected') {
  return change(parts, reach, suggestionId, async (trx, row, now) => {
    if (row.state === state) return {};
    if (row.state !== 'open') throw new AppError('conflict', `This suggestion is ${row.state} already. Undo that first.`);
    if (state === 'rejected') return { state, merge_id: null };
    const into = await findPerson(trx, reach, row.person_a);
    const from = await findPerson(trx, reach, row.person_b);
    if (into === from) return { state, merge_id: null };
    const merge = await mergeUnderLock(trx, reach, { into, from, reason: 'suggestion' }, now);
    return { state, merge_id: merge.id };
  });
}

/** Takes back what was decided, and the merge it made. */
export async function undoSuggestion(parts: MergeParts, reach: Reach, suggestionId: string) {
  return change(parts, reach, suggestionId, async (trx, row, now) => {
    if (row.state === 'open') return {};
    if (row.merge_id !== null && !(await isUndone(trx, reach, row.merge_id))) await undoUnderLock(trx, reach, row.merge_id, now);
    return { state: 'open', merge_id: null };
  });
}

/** By whoever undid the merge itself. */
async function isUndone(trx: Transaction<Schema>, { workspaceId }: Reach, mergeId: string): Promise<boolean> {
  const merges = trx.selectFrom('person_merges').select('undone_at').where('workspace_id', '=', workspaceId).where('id', '=', mergeId);
  const merge = await merges.executeTakeFirst();
  return merge !== undefined && merge.undone_at !== null;
}

type Change = { state?: State; merge_id?: string | null };

async function change(
  { store, clock }: MergeParts,
  reach: Reach,
  suggestionId: string,
  work: (trx: Transaction<Schema>, row: Row, now: number) => Promise<Change>,
) {
  return store.transaction(async (trx) => {
    await waitForWorkspace(trx, store.engine, reach.workspaceId);
    const now = clock.now();
    const suggestions = trx.selectFrom('person_suggestions').selectAll().where('workspace_id', '=', reach.workspaceId);
    const row = await suggestions.where('id', '=', suggestionId).executeTakeFirst();
    // Who may not see it may not decide it.
    const seen = row === undefined ? undefined : (await views(trx, reach, [row]))[0];
    if (row === undefined || seen === undefined)
      throw new AppError('not_found', 'There is no such suggestion here. The two may have become one since, or been erased.');
    const changed = await work(trx, row, now);
    if (changed.state !== undefined) {
      const decided = changed.state === 'open' ? { decided_at: null, decided_by: null } : { decided_at: now, decided_by: reach.by };
      await trx
        .updateTable('person_suggestions')
        .set({ ...changed, ...decided })
        .where('id', '=', suggestionId)
        .execute();
      await recordAudit(trx, {
        workspaceId: reach.workspaceId,
        at: now,
        actor: reach.by,
        action: `suggestion.${changed.state === 'open' ? 'undone' : changed.state}`,
        entity: 'suggestion',
        entityId: suggestionId,
        before: { state: row.state },
        after: { state: changed.state, persons: [row.person_a, row.person_b] },
      });
    }
    const after = await suggestions.where('id', '=', suggestionId).executeTakeFirstOrThrow();
    const [view] = await views(trx, reach, [after]);
    return view ?? seen;
  });
}
