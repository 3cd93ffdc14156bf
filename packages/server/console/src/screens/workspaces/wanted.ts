import type { endpoints, InputOf } from '@handoff/shared/api';
import { useDebounced } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';

export const PER_PAGE = 25;

type Query = NonNullable<InputOf<typeof endpoints.overviewWorkspaces>['query']>;
export interface Wanted {
  search: string;
  state: NonNullable<Query['state']> | undefined;
  sort: NonNullable<Query['sort']>;
  page: number;
}

/** Which workspaces the person wants to see. Any change but of the page goes back to the first. */
export function useWanted() {
  const [wanted, setWanted] = useState<Wanted>({ search: '', state: undefined, sort: 'trouble', page: 1 });
  const search = useDebounced(wanted.search, 250);
  return {
    wanted,
    /** As the server is asked. */
    query: { ...wanted, search, limit: PER_PAGE },
    change: (changes: Partial<Wanted>) => setWanted({ ...wanted, page: 1, ...changes }),
    isNarrowed: search !== '' || wanted.search !== '' || wanted.state !== undefined,
  };
}
