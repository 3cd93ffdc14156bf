/** The pages of the console. What is behind the `#` of a workspace's page belongs to the screens it shows. */
export type Place =
  | { name: 'workspaces' }
  | { name: 'tokens' }
  | { name: 'operators' }
  | { name: 'changes' }
  | { name: 'workspace'; id: string }
  | { name: 'unknown' };

export const WORKSPACES = '/console';
export const TOKENS = '/console/tokens';
export const OPERATORS = '/console/operators';
export const CHANGES = '/console/changes';

/** The page of a workspace, at one of its screens (`/flows`). */
export const workspacePlace = (id: string, screen = '/'): string => `/console/workspaces/${encodeURIComponent(id)}#${screen}`;

export function placeOf(path: string): Place {
  const [, , section, id, ...more] = path.replace(/\/+$/, '').split('/');
  if (section === undefined) return { name: 'workspaces' };
  if ((section === 'tokens' || section === 'operators' || section === 'changes') && id === undefined) return { name: section };
  if (section === 'workspaces' && id !== undefined && more.length === 0) return { name: 'workspace', id: decodeURIComponent(id) };
  return { name: 'unknown' };
}

const WANTED = 'handoff:wanted';
/** As long as a link for signing in is good. */
const WANTED_MS = 15 * 60_000;

/** Goes to the sign-in page; whoever signs in soon is led back here, also from the link in their mail. */
export function signInAgain(): void {
  localStorage.setItem(WANTED, JSON.stringify({ path: location.pathname + location.hash, at: Date.now() }));
  location.assign('/console/sign-in');
}

/** Leads to the page that asked for signing in. Sign-in itself always ends at the first page. */
export function goBackAfterSignIn(): void {
  const kept = localStorage.getItem(WANTED);
  localStorage.removeItem(WANTED);
  if (kept === null || placeOf(location.pathname).name !== 'workspaces') return;
  const { path, at } = JSON.parse(kept) as { path: string; at: number };
  if (Date.now() - at < WANTED_MS && placeOf(path.replace(/#.*/, '')).name === 'workspace') location.replace(path);
}
