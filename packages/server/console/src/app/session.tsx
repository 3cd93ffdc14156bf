import { mayAs, type Role, type Session } from '@handoff/shared/api';
import { createContext, useContext } from '@wordpress/element';

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('This screen is shown before it is known who is signed in.');
  return session;
}

/** The person's role in a workspace: an operator's holds in every one. Undefined where they have none. */
export function roleIn({ operator, workspaces }: Session, workspaceId: string): Role | undefined {
  const own = workspaces.find(({ id }) => id === workspaceId)?.role;
  if (operator === null || own === undefined) return own ?? operator ?? undefined;
  return mayAs(operator, own) ? operator : own;
}

/** Whether the person's role on the server as a whole is enough. */
export const mayOnServer = ({ operator }: Session, needed: Role): boolean => operator !== null && mayAs(operator, needed);
