import { normaliseEmail } from '../../../identity/email.ts';
import { foldText } from '../../../identity/fold.ts';
import { keyedHash } from '../../../identity/keyed-hash.ts';
import type { Person } from '../../../identity/person.ts';
import { normalisePhone } from '../../../identity/phone.ts';

/** Whom a receipt is about: one person, or all that one source ever sent. */
export type About = { person: Person } | { source: string };

/** By what a person is looked for. */
export function lookedForBy({ email, phone, externalIds = {} }: Person): ('email' | 'phone' | 'id')[] {
  const given = { email: email !== undefined, phone: phone !== undefined, id: Object.keys(externalIds).length > 0 };
  return (['email', 'phone', 'id'] as const).filter((each) => given[each]);
}

/**
 * Stands for a person in a receipt: the same for the same question, in any spelling, so that who asks again finds the
 * receipt. Only who has this server's key can make it, so it gives nobody away.
 */
export function personDigest(key: Uint8Array, workspaceId: string, { email, phone, externalIds = {} }: Person): string {
  const ids = Object.entries(externalIds).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const asked = [
    email === undefined ? null : (normaliseEmail(email) ?? foldText(email)),
    phone === undefined ? null : (normalisePhone(phone, undefined) ?? phone),
    ids,
  ];
  return keyedHash(key, `person\n${workspaceId}\n${JSON.stringify(asked)}`).slice(0, 22);
}

/** Stands for all that a source sent. */
export function sourceDigest(key: Uint8Array, workspaceId: string, sourceId: string): string {
  return keyedHash(key, `source\n${workspaceId}\n${sourceId}`).slice(0, 22);
}
