import type { WorkspaceFile } from '@handoff/shared/api';
import type { Problem } from '@handoff/shared/event';
import { AppError } from '../../observe/app-error.ts';
import type { Reach } from '../reach.ts';
import type { SourceKeys } from '../../sources/keys.ts';
import type { AlertingParts } from '../alerting/parts.ts';
import type { CallingParts } from '../flow/parts.ts';
import { ownerColumns } from '../member/owner.ts';

export interface ApplyParts extends CallingParts, AlertingParts {
  sourceKeys: SourceKeys;
}

/** What applying a file did to one entry of it. `waiting`: it can only be done after something a person does. */
export interface Change {
  entry: string;
  action: 'created' | 'updated' | 'unchanged' | 'waiting';
  /** What was changed: `name`, `settings`, `published`. */
  details: string[];
}

/** One run over a file: what it works with, and what it has found and done so far. */
export interface Applying {
  parts: ApplyParts;
  workspaceId: string;
  file: WorkspaceFile;
  /** Reads an environment variable; secrets come from nowhere else. */
  env: (name: string) => string | undefined;
  by: string;
  problems: Problem[];
  changes: Change[];
  notes: string[];
  /** Entries that were refused: what builds on them is not refused a second time. */
  refused: Set<string>;
}

/** A file reaches the whole workspace. */
export function reachOf({ workspaceId, by }: Applying): Reach {
  return { workspaceId, sourceId: undefined, by };
}

/** Whether a file leaves the owner as it is: one it does not name, or calls in another spelling. */
export async function keepsOwner({ parts, workspaceId }: Applying, now: string | null, wanted: string | undefined): Promise<boolean> {
  return wanted === undefined || (await ownerColumns(parts.store.db, workspaceId, wanted)).owner === now;
}

/** Runs one verb for the entry at `at`; what it refuses becomes problems of the file. Undefined: it was refused. */
export async function attempt<T>(run: Applying, at: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refuse(run, at, problemsOf(error, at));
    return undefined;
  }
}

export function refuse(run: Applying, entry: string, problems: Problem[]): void {
  run.problems.push(...problems);
  run.refused.add(entry);
}

/** A verb's problems, with paths into the file. */
export function problemsOf(error: AppError, at: string): Problem[] {
  if (error.problems === undefined || error.problems.length === 0) return [{ path: at, message: error.message }];
  return error.problems.map(({ path, message }) => ({ path: at + path, message }));
}

/** The value of an environment variable that the file names, or a problem that names it. */
export function readSecret(run: Applying, reference: { env: string }, path: string): { value: string } | Problem {
  const value = run.env(reference.env);
  if (value !== undefined && value !== '') return { value };
  return { path, message: `The environment variable ${reference.env} is not set. Set it to the secret, then apply again.` };
}

/** Said where a secret is not given again: what the workspace has goes on working. */
export const keptSecret = (name: string, key: string, variable: string) =>
  `“${name}” keeps the ${key} it has: the environment variable ${variable} is not set. Set it and apply again to change it.`;
