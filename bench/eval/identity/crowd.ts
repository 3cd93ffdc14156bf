import { sql } from 'kysely';
import { storedKeys } from '../../../packages/server/src/identity/match/blocking.ts';
import { profileOf } from '../../../packages/server/src/identity/match/contact.ts';
import { phoneClue } from '../../../packages/server/src/identity/match/phone-clues.ts';
import type { Details } from '../../../packages/server/src/domain/identity/heard.ts';
import { newId } from '../../../packages/server/src/store/ids.ts';
import type { Store } from '../../../packages/server/src/store/store.ts';

const PROVIDERS = ['gmail.com', 'outlook.com', 'gmx.de', 'orange.fr', 'yahoo.com', 'icloud.com'];
/** People a transaction. */
const ROWS = 20_000;

/** Numbers that look drawn, the same each time. */
function createDraw(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export interface Names {
  first: string[];
  last: string[];
}

/**
 * Fills a workspace with made-up people of these names, one record each. As in life, few names are many people's: the n-th
 * name is about n times rarer than the first.
 */
export async function fillCrowd(store: Store, workspaceId: string, people: number, names: Names): Promise<void> {
  const draw = createDraw(people);
  const skewed = (words: string[]) => words[Math.floor(words.length ** (draw(1_000_000) / 1_000_000)) - 1] ?? '';
  for (let done = 0; done < people; done += ROWS) {
    const contacts = Array.from({ length: Math.min(ROWS, people - done) }, (_, index) => {
      const [first, last] = [skewed(names.first), skewed(names.last)];
      const number = done + index;
      const phone = `+49151${String(10_000_000 + number).padStart(8, '0')}`;
      return { firstName: first, lastName: last, email: `${first}.${last}${number}@${PROVIDERS[draw(6)]}`, phone };
    });
    await insert(store, workspaceId, contacts);
  }
}

/** As JSON, which SQLite takes apart itself: many times faster than a statement with a place for each value. */
async function insert(
  store: Store,
  workspaceId: string,
  contacts: { email: string; phone: string; firstName: string; lastName: string }[],
) {
  const records = contacts.map((contact) => {
    const phone = phoneClue(contact.phone, undefined) ?? null;
    const details: Details = { phone, lifecycle: 'lead', consent: [], heardAt: 0 };
    const keys = storedKeys(profileOf(contact, { phone }));
    return { id: newId('rec'), person: newId('per'), contact: JSON.stringify(contact), details: JSON.stringify(details), keys };
  });
  const rows = JSON.stringify(records.map(({ id, person, contact, details }) => [id, person, contact, details]));
  const keys = records.flatMap(({ id, keys: own }) => own.map((key): [string, string] => [key, id]));
  const sorted = JSON.stringify(keys.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const at = (index: number) => sql`json_extract(value, ${sql.lit(`$[${index}]`)})`;
  await store.transaction(async (trx) => {
    await sql`insert into persons (id, workspace_id, fields, consent, created_at, updated_at)
      select ${at(1)}, ${workspaceId}, '{}', '[]', 0, 0 from json_each(${rows})`.execute(trx);
    await sql`insert into person_records (id, workspace_id, person_id, source_id, digest, contact, details, joined_by, first_at, last_at)
      select ${at(0)}, ${workspaceId}, ${at(1)}, 'src_crowd', ${at(0)}, ${at(2)}, ${at(3)}, '{"by":"new"}', 0, 0 from json_each(${rows})`.execute(
      trx,
    );
    await sql`insert into person_keys (workspace_id, key, record_id)
      select ${workspaceId}, ${at(0)}, ${at(1)} from json_each(${sorted})`.execute(trx);
  });
}
