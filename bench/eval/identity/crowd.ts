import { storedKeys } from '../../../packages/server/src/identity/match/blocking.ts';
import { profileOf } from '../../../packages/server/src/identity/match/contact.ts';
import { phoneClue } from '../../../packages/server/src/identity/match/phone-clues.ts';
import type { Details } from '../../../packages/server/src/domain/identity/heard.ts';
import { newId } from '../../../packages/server/src/store/ids.ts';
import type { Store } from '../../../packages/server/src/store/store.ts';

const PROVIDERS = ['gmail.com', 'outlook.com', 'gmx.de', 'orange.fr', 'yahoo.com', 'icloud.com'];
const ROWS = 500;

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

async function insert(
  store: Store,
  workspaceId: string,
  contacts: { email: string; phone: string; firstName: string; lastName: string }[],
) {
  const records = contacts.map((contact) => {
    const phone = phoneClue(contact.phone, undefined) ?? null;
    const details: Details = { phone, lifecycle: 'lead', consent: [], heardAt: 0 };
    return { id: newId('rec'), person: newId('per'), contact, details, keys: storedKeys(profileOf(contact, phone)) };
  });
  await store.transaction(async (trx) => {
    const common = { workspace_id: workspaceId };
    await trx
      .insertInto('persons')
      .values(
        records.map(({ person }) => ({
          ...common,
          id: person,
          fields: '{}',
          consent: '[]',
          merged_into: null,
          created_at: 0,
          updated_at: 0,
        })),
      )
      .execute();
    await trx
      .insertInto('person_records')
      .values(
        records.map(({ id, person, contact, details }) => ({
          ...common,
          id,
          person_id: person,
          source_id: 'src_crowd',
          digest: id,
          contact: JSON.stringify(contact),
          details: JSON.stringify(details),
          joined_by: '{"by":"new"}',
          event_id: null,
          first_at: 0,
          last_at: 0,
        })),
      )
      .execute();
    await trx
      .insertInto('person_keys')
      .values(records.flatMap(({ id, keys }) => keys.map((key) => ({ ...common, key, record_id: id }))))
      .execute();
  });
}
