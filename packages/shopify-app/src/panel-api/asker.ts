import type { Context } from 'hono';
import { installedShop } from '../auth/exchange.ts';
import { readPerson } from '../auth/person.ts';
import { readSessionToken } from '../auth/session-token.ts';
import type { Parts } from '../parts.ts';
import type { Asker } from './call.ts';

/** Who asks, by Shopify's session token; a shop that is here for the first time is installed by that. @throws ShopError, AdminError */
export async function readAsker(parts: Parts, c: Context): Promise<Asker> {
  const session = await readSessionToken(parts, c.req.header('authorization'));
  const [shop, person] = await Promise.all([installedShop(parts, session), readPerson(parts, session)]);
  return { shop, person, language: c.req.header('accept-language') };
}
