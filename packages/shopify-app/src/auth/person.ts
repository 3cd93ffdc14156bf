import { AdminError } from '../admin/errors.ts';
import type { Parts } from '../parts.ts';
import { askWhoItIs } from './oauth.ts';
import type { Session } from './session-token.ts';

/** A member of the shop's staff. */
export interface Person {
  name: string;
  /** Empty where Shopify does not tell. */
  email: string;
  /** How records and the audit name them. */
  label: string;
}

/** Staff come and go, and change their names. */
const REMEMBER_MS = 12 * 3_600_000;
const TRY_AGAIN_MS = 10 * 60_000;

/** Session tokens name people by number only: Shopify is asked once who that is. Where it does not say, the number has to do. */
export async function readPerson(parts: Parts, session: Session): Promise<Person> {
  const { people } = parts.memory;
  const key = `${session.shop} ${session.userId}`;
  const now = parts.ports.clock.now();
  const known = people.get(key);
  if (known !== undefined && known.until > now) return known.person;
  const entry = { person: look(parts, session), until: now + REMEMBER_MS };
  people.set(key, entry);
  return entry.person.catch((error: unknown) => {
    if (!(error instanceof AdminError)) {
      people.delete(key);
      throw error;
    }
    const person = { name: `Staff member ${session.userId}`, email: '', label: `staff ${session.userId} of ${session.shop}` };
    people.set(key, { person: Promise.resolve(person), until: now + TRY_AGAIN_MS });
    return person;
  });
}

async function look(parts: Parts, session: Session): Promise<Person> {
  const user = await askWhoItIs(parts, session.shop, session.token);
  const name = `${user.first_name} ${user.last_name}`.trim();
  return { name: name === '' ? user.email : name, email: user.email, label: user.email };
}
