import { WorkspaceFile } from '@handoff/shared/api';
import { toProblems } from '@handoff/shared/event';
import { LineCounter, parseDocument } from 'yaml';
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
  const parsed = WorkspaceFile.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return parsed.data;
  throw new AppError('invalid', 'The file is not a workspace file yet. Nothing was changed.', { problems: toProblems(parsed.error) });
}
