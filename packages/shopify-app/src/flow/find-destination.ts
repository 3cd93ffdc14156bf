import type { AnswerOf, Client } from '@handoff/shared/api';
import type { endpoints } from '@handoff/shared/api';
import { ShopError } from '../errors.ts';

export type Destination = AnswerOf<(typeof endpoints)['listConnections']>['items'][number];

/**
 * The account a merchant means, by what its owner called it, its short name, its id, or the kind of system where there is only
 * one of it. Letter case aside.
 * @throws ShopError `not_found` or `conflict`, with the names there are.
 */
export async function findDestination(client: Client, workspaceId: string, words: string): Promise<Destination> {
  const { items } = await client('listConnections', { params: { workspaceId } });
  const wanted = fold(words);
  const named = items.filter(({ name, slug, id }) => [name, slug, id].some((one) => fold(one) === wanted));
  const found = named.length > 0 ? named : items.filter(({ destination }) => fold(destination) === wanted);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const names = (only === undefined ? items : found).map(({ name, slug }) => `“${name}” (${slug})`).join(', ');
  if (only !== undefined) throw new ShopError('conflict', `“${words}” may be any of ${names}. Use one of these names.`);
  throw new ShopError(
    'not_found',
    `There is no destination “${words}” in Handoff. ${names === '' ? 'Connect one first.' : `There is ${names}.`}`,
  );
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}
