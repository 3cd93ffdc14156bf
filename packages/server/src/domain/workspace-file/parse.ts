import { WorkspaceFile } from '@handoff/shared/api';
import { toProblems } from '@handoff/shared/event';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { AppError } from '../../observe/app-error.ts';

/** Reads a workspace file, YAML or JSON. Throws `invalid` with everything that is wrong with its form. */
export function parseWorkspaceFile(text: string): WorkspaceFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      path: `line ${lineCounter.linePos(error.pos[0]).line}`,
      message: error.message.split('\n')[0] ?? error.code,
    }));
    throw new AppError('invalid', 'The file is neither YAML nor JSON. Nothing was changed.', { problems });
  }
  const parsed = WorkspaceFile.safeParse(valueOf(document));
  if (parsed.success) return parsed.data;
  throw new AppError('invalid', 'The file is not a workspace file yet. Nothing was changed.', { problems: toProblems(parsed.error) });
}

const MAX_ALIASES = 100;

/** The document as plain values. Aliases that lead nowhere, into themselves or to more than anyone writes by hand are refused. */
function valueOf(document: Document): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    // Finds values that contain themselves, which nothing below expects.
    JSON.stringify(value);
    return value;
  } catch (error) {
    const message =
      'The aliases (*name) of this file cannot be filled in: one leads nowhere or into itself, or there are too many of them.';
    throw new AppError('invalid', `${message} Write those parts out. Nothing was changed.`, { cause: error });
  }
}
