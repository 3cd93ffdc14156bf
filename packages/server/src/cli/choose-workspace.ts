import { listWorkspaces } from '../domain/workspace/list.ts';
import { AppError } from '../observe/app-error.ts';
import type { Store } from '../store/store.ts';

/** The workspace an option names by its id or its name; without one, the only workspace there is. */
export async function chooseWorkspace(store: Store, wanted: string | undefined): Promise<{ id: string; name: string }> {
  const all = await listWorkspaces(store);
  if (all.length === 0) throw new AppError('not_found', 'There is no workspace yet. `handoff connect` makes the first one.');
  const found = wanted === undefined ? all : all.filter((workspace) => workspace.id === wanted || workspace.name === wanted);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const known = all.map((workspace) => `  ${workspace.id}  ${workspace.name}`).join('\n');
  const lead =
    found.length === 0 ? `There is no workspace "${wanted ?? ''}".` : 'There are several workspaces: say which with --workspace.';
  throw new AppError('not_found', `${lead}\n${known}`);
}
