import { type Contact } from '../../identity/match/contact.ts';
import { resolveContacts } from '../../identity/match/resolve.ts';
import { readContact } from './read-contact.ts';

/** Finds out who is who in a batch; stores nothing. A contact that cannot be read is told by its place, and left out. */
export async function resolveBatch(given: unknown[], suggestFrom: number) {
  const ids: string[] = [];
  const contacts: Contact[] = [];
  const problems: { index: number; path: string; message: string }[] = [];
  given.forEach((item, index) => {
    const read = readContact(item);
    if (read.ok) {
      ids.push(read.id ?? String(index));
      contacts.push(read.contact);
    } else for (const { path, message } of read.problems) problems.push({ index, path: `/contacts/${index}${path}`, message });
  });
  const resolved = await resolveContacts(contacts, suggestFrom);
  const idOf = (index: number) => ids[index] as string;
  return {
    clusters: resolved.clusters.map((members) => ({ ids: members.map(idOf) })),
    links: resolved.links.map(({ a, b, link }) => ({ a: idOf(a), b: idOf(b), by: link.rung, names: link.names })),
    suggestions: resolved.suggestions.map(({ a, b, chance, clues }) => ({
      a: idOf(a),
      b: idOf(b),
      score: rounded(chance),
      reasons: clues.map((clue) => ({ ...clue, weight: rounded(clue.weight) })),
    })),
    problems,
  };
}

export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
