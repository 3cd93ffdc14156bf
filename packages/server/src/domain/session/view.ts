import { mayAs, type Role, type Session } from '@handoff/shared/api';
import type { Store } from '../../store/store.ts';

export interface SignedIn {
  email: string;
  title: string;
  csrf: string;
  operator: Role | undefined;
  roles: ReadonlyMap<string, Role>;
}

/** Who is signed in, and every workspace they reach; an operator reaches all. */
export async function sessionView(store: Store, member: SignedIn): Promise<Session> {
  const { email, title, csrf, operator, roles } = member;
  const rows = await store.db
    .selectFrom('workspaces')
    .select(['id', 'name'])
    .$if(operator === undefined, (query) => query.where('id', 'in', [...roles.keys()]))
    .orderBy('name')
    .orderBy('id')
    .execute();
  const workspaces = rows.flatMap(({ id, name }) => {
    const role = strongest(operator, roles.get(id));
    return role === undefined ? [] : [{ id, name, role }];
  });
  return { email, name: title, csrf, operator: operator ?? null, workspaces };
}

/** The better of the role on the server and the one in a workspace. */
export function strongest(one: Role | undefined, other: Role | undefined): Role | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return mayAs(one, other) ? one : other;
}
