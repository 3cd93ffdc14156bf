import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { evenly } from '../../store/values.ts';
import type { Reach } from '../reach.ts';
import { optOutsOfAddresses } from './address-opt-outs.ts';
import { recordsOfPerson } from './erase.ts';
import { recordsOfPersons, type StoredRecord } from './records.ts';
import { mergeView, personView, recordView } from './view.ts';

const NO_PERSON = 'There is no such person here. What was known of them may have been erased.';

/** The records of these persons that a caller reaches, oldest first; at most 200 of each. */
export async function recordsOf(db: Db, reach: Reach, personIds: string[]): Promise<Map<string, StoredRecord[]>> {
  const records = await recordsOfPersons(db, personIds, reach.sourceId);
  return Map.groupBy(
    records.filter(({ workspaceId }) => workspaceId === reach.workspaceId),
    ({ personId }) => personId,
  );
}

/** These persons as the caller may see them; whoever they do not reach is left out. */
export async function personViews(db: Db, reach: Reach, personIds: string[]) {
  if (personIds.length === 0) return new Map<string, ReturnType<typeof personView>>();
  const records = await recordsOf(db, reach, personIds);
  const rows = await db
    .selectFrom('persons')
    .selectAll()
    .where('workspace_id', '=', reach.workspaceId)
    .where('id', 'in', personIds)
    .execute();
  const reached = rows.filter(({ id }) => records.has(id));
  const optOuts = await optOutsOfAddresses(db, reach.workspaceId, [...records.values()].flat(), reach.sourceId);
  return new Map(reached.map((row) => [row.id, personView(row, records.get(row.id) ?? [], optOuts, reach)]));
}

/** Which people are listed: those after `before` in the list, at most `limit` and one that tells that there are more. */
interface Page {
  before?: number | undefined;
  limit: number;
}

const IDS_PER_QUERY = 500;

/** People, latest known first. */
export async function listPersons(store: Store, reach: Reach, page: Page & { contact?: string | undefined }) {
  const { db } = store;
  const { contact } = page;
  const found = contact === undefined ? await latestOfAll(db, reach, page) : await latestOf(db, reach, page, contact);
  const shown = found.slice(0, page.limit);
  const views = await personViews(
    db,
    reach,
    shown.map(({ id }) => id),
  );
  return {
    items: shown.map(({ id }) => views.get(id)).filter((view) => view !== undefined),
    next: found.length > page.limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}

async function latestOfAll(db: Db, reach: Reach, page: Page) {
  const { sourceId } = reach;
  return inOrder(db, reach, page)
    .$if(sourceId !== undefined, (query) =>
      query.where((where) =>
        where.exists(
          where
            .selectFrom('person_records')
            .select('id')
            .whereRef('person_records.person_id', '=', 'persons.id')
            .where('source_id', '=', sourceId as string),
        ),
      ),
    )
    .execute();
}

/** Those who gave this address, number or id. The address of a shop's counter is that of more people than one query can name. */
async function latestOf(db: Db, reach: Reach, page: Page, contact: string) {
  const ids = [...new Set((await recordsOfPerson(db, reach, asPerson(contact))).map(({ personId }) => personId))];
  const found: { id: string; seq: number }[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const some = ids.slice(start, start + IDS_PER_QUERY);
    found.push(...(await inOrder(db, reach, page).where('id', 'in', evenly(some)).execute()));
  }
  return found.toSorted((a, b) => b.seq - a.seq).slice(0, page.limit + 1);
}

function inOrder(db: Db, { workspaceId }: Reach, { before, limit }: Page) {
  return db
    .selectFrom('persons')
    .select(['id', 'seq'])
    .where('workspace_id', '=', workspaceId)
    .where('merged_into', 'is', null)
    .$if(before !== undefined, (query) => query.where('seq', '<', before as number))
    .orderBy('seq', 'desc')
    .limit(limit + 1);
}

function asPerson(contact: string) {
  const wanted = contact.trim();
  if (wanted.includes('@')) return { email: wanted };
  const colon = wanted.indexOf(':');
  if (colon > 0) return { externalIds: { [wanted.slice(0, colon)]: wanted.slice(colon + 1) } };
  return { phone: wanted };
}

/** Follows a merge to whom somebody is now. Throws `not_found` where nobody is meant. */
export async function findPerson(db: Db, reach: Reach, personId: string): Promise<string> {
  const row = await db
    .selectFrom('persons')
    .select(['id', 'merged_into'])
    .where('workspace_id', '=', reach.workspaceId)
    .where('id', '=', personId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', NO_PERSON);
  return row.merged_into ?? row.id;
}

/** One person with their records and merges. */
export async function getPerson(db: Db, reach: Reach, personId: string) {
  const id = await findPerson(db, reach, personId);
  const view = (await personViews(db, reach, [id])).get(id);
  if (view === undefined) throw new AppError('not_found', NO_PERSON);
  const records = (await recordsOf(db, reach, [id])).get(id) ?? [];
  const merges = await db
    .selectFrom('person_merges')
    .selectAll()
    .where('workspace_id', '=', reach.workspaceId)
    .where((where) => where.or([where('into_person', '=', id), where('from_person', '=', id)]))
    .orderBy('seq', 'desc')
    .limit(100)
    .execute();
  return { ...view, recordList: records.map(recordView), merges: merges.map(mergeView) };
}
