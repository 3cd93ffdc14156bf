import type { Endpoint, PartsOf } from '@handoff/shared/api';
import type { Person } from '../auth/person.ts';
import type { ShopRow } from '../shop/find.ts';

/** Who asks, for which shop. */
export interface Asker {
  person: Person;
  /** As it is at the beginning of the request. */
  shop: ShopRow;
  /** The panel's language, as `Accept-Language` has it. */
  language: string | undefined;
}

export type Call<E extends Endpoint> = PartsOf<E, 'output'> & Asker;
