import { z } from 'zod';
import type { Parts } from '../parts.ts';
import type { Shown } from './types.ts';

const Found = z.record(z.string(), z.string()).catch({});

/** What the app is known to be approved for in this shop. Not known counts as withheld: null must not read as "has none". */
export async function shownTo({ ports }: Pick<Parts, 'ports'>, shop: string): Promise<Shown> {
  const row = await ports.store.db.selectFrom('shopify_shops').select('protected_data').where('shop', '=', shop).executeTakeFirst();
  const found = Found.parse(JSON.parse(row?.protected_data ?? '{}'));
  return { email: found['email'] === 'approved' };
}
