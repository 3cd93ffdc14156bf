import type { FlowSpec } from '../../flow/flow.ts';
import { isSame } from './same.ts';

/** Edits nobody has saved yet, as the browser keeps them: a closed tab or an expired sign-in loses nothing. */
export interface Backup {
  /** What the server kept when the edits began. */
  base: FlowSpec;
  edited: FlowSpec;
  /** ISO time of the last edit. */
  at: string;
}

export function writeBackup(backup: Backup): string {
  return JSON.stringify(backup);
}

/**
 * Reads a kept backup. Undefined where there is none, where it cannot be read, or where it says what the server keeps by now.
 * Its flow may be unfinished, so it is held against the shape an editor needs, not against what can be saved.
 */
export function readBackup(text: string | null, kept: FlowSpec): Backup | undefined {
  if (text === null) return undefined;
  try {
    const backup: unknown = JSON.parse(text);
    if (!isGroup(backup) || typeof backup['at'] !== 'string' || !isEditable(backup['base']) || !isEditable(backup['edited']))
      return undefined;
    return isSame(backup['edited'], kept) ? undefined : (backup as unknown as Backup);
  } catch {
    return undefined;
  }
}

function isEditable(spec: unknown): spec is FlowSpec {
  if (!isGroup(spec) || !isGroup(spec['trigger']) || !Array.isArray(spec['trigger']['types']) || !Array.isArray(spec['steps']))
    return false;
  return spec['steps'].every(
    (step) => isGroup(step) && typeof step['key'] === 'string' && isGroup(step['mapping']) && isGroup(step['mapping']['fields']),
  );
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
