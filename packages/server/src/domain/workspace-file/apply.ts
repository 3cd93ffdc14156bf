import type { WorkspaceFile } from '@handoff/shared/api';
import type { Problem } from '@handoff/shared/event';
import { AppError } from '../../observe/app-error.ts';
import { within } from '../../store/within.ts';
import { createWorkspace } from '../workspace/create.ts';
import { getWorkspace } from '../workspace/get.ts';
import { applyChannels } from './apply-channels.ts';
import { applyConnections } from './apply-connections.ts';
import { promote, saveFlows } from './apply-flows.ts';
import { planServices, setPlanned } from './apply-services.ts';
import { applySources } from './apply-sources.ts';
import { applyVocabulary } from './apply-vocabulary.ts';
import type { Applying, ApplyParts, Change } from './applying.ts';

export interface ApplyRequest {
  /** Undefined: make a workspace with the name in the file. */
  workspaceId: string | undefined;
  file: WorkspaceFile;
  /** Reads an environment variable; the only place secrets come from. */
  env: (name: string) => string | undefined;
  by: string;
}

export interface Applied {
  workspaceId: string;
  changes: Change[];
  /** What a person should know or do. */
  notes: string[];
  /** Why saved flows did not go live, and keys of outside services were not kept; the rest of the file holds. */
  problems: Problem[];
}

/**
 * Makes a workspace what a file says; twice is once. Everything that can be checked without asking anybody outside is
 * checked first, and one problem keeps the whole file from being applied: `invalid` names them all, with JSON pointers
 * into the file. Then flows go live one by one, as far as their destinations have the fields, and the keys of outside
 * services are tried.
 */
export async function applyWorkspaceFile(parts: ApplyParts, request: ApplyRequest): Promise<Applied> {
  const { run, promotions, settings } = await parts.store.transaction((trx) =>
    save({ ...parts, store: within(parts.store, trx) }, request),
  );
  parts.store.wake();
  const outside = { ...run, parts };
  for (const promotion of promotions) await promote(outside, promotion);
  for (const setting of settings) await setPlanned(outside, setting);
  const { workspaceId, changes, notes, problems } = outside;
  return { workspaceId, changes, notes, problems };
}

async function save(parts: ApplyParts, request: ApplyRequest) {
  const run = await begin(parts, request);
  await applySources(run);
  const settings = await planServices(run);
  await applyConnections(run);
  await applyVocabulary(run);
  await applyChannels(run);
  const promotions = await saveFlows(run);
  const { problems } = run;
  if (problems.length > 0) throw new AppError('invalid', 'The file cannot be applied as it is. Nothing was changed.', { problems });
  return { run, promotions, settings };
}

async function begin(parts: ApplyParts, { workspaceId, file, env, by }: ApplyRequest): Promise<Applying> {
  const run = { parts, file, env, by, problems: [], notes: [], refused: new Set<string>() };
  if (workspaceId === undefined) {
    const { id } = await createWorkspace(parts, { name: file.workspace.name, by });
    return { ...run, workspaceId: id, changes: [{ entry: `workspace ${file.workspace.name}`, action: 'created', details: [] }] };
  }
  const { name } = await getWorkspace(parts.store, workspaceId);
  const notes = name === file.workspace.name ? [] : [`The workspace keeps its name “${name}”; the file calls it “${file.workspace.name}”.`];
  return { ...run, workspaceId, notes, changes: [] };
}
