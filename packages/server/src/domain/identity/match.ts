import { type Contact, profileOf } from '../../identity/match/contact.ts';
import { decide } from '../../identity/match/decide.ts';
import { SUGGEST_FROM } from '../../identity/match/resolve.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { openBook } from './book.ts';
import { STORE_WEIGHTS } from './identify.ts';
import { personViews } from './people.ts';
import { readContact } from './read-contact.ts';
import { rounded } from './resolve.ts';
import { identitySettings } from './settings.ts';

const MOST_SUGGESTIONS = 20;

/**
 * Whom among the known people a contact is, as a source told of it (`sourceId`) or nobody. One read of the keys it is found by,
 * whatever the number of people.
 */
export async function decideContact(db: Db, workspaceId: string, contact: Contact, sourceId?: string) {
  const { linkBy } = await identitySettings(db, workspaceId);
  const profile = profileOf(contact, sourceId === undefined ? {} : { sourceId });
  const book = await openBook(db, workspaceId, [profile]);
  const options = { linkBy, weights: STORE_WEIGHTS, suggestFrom: SUGGEST_FROM, keptApart: book.keptApart };
  return decide(profile, book.candidatesOf(profile), options);
}

/** The same for a caller; stores nothing. */
export async function matchContact(store: Store, reach: Reach, given: unknown) {
  const read = readContact(given);
  if (!read.ok) throw new AppError('invalid', 'The contact cannot be read.', { problems: read.problems });
  const { join, suggest } = await decideContact(store.db, reach.workspaceId, read.contact);
  const shown = suggest.slice(0, MOST_SUGGESTIONS);
  const views = await personViews(store.db, reach, [
    ...(join === undefined ? [] : [join.personId]),
    ...shown.map(({ personId }) => personId),
  ]);
  return {
    person: (join && views.get(join.personId)) ?? null,
    by: join?.link.rung ?? null,
    suggestions: shown.flatMap(({ personId, chance, clues }) => {
      const person = views.get(personId);
      const reasons = clues.map((clue) => ({ ...clue, weight: rounded(clue.weight) }));
      return person === undefined ? [] : [{ person, score: rounded(chance), reasons }];
    }),
  };
}
