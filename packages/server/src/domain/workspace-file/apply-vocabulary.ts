import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '@handoff/shared/event';
import { AppError } from '../../observe/app-error.ts';
import { ownTerms, putVocabulary } from '../suggest/vocabulary.ts';
import { type Applying, problemsOf, refuse } from './applying.ts';

/** Gives the workspace the names of the file; names of its own that the file does not mention stay. */
export async function applyVocabulary(run: Applying): Promise<void> {
  const { parts, workspaceId, by } = run;
  const wanted = new Map(Object.entries(run.file.vocabulary).map(([name, term]) => [name, { name, ...term }]));
  if (wanted.size === 0) return;
  const before = await ownTerms(parts.store.db, workspaceId);
  const known = new Set(before.map(({ name }) => name));
  const terms = [...before.map((term) => wanted.get(term.name) ?? term), ...[...wanted.values()].filter(({ name }) => !known.has(name))];
  if (!isDeepStrictEqual(terms, before)) {
    try {
      await putVocabulary(parts, workspaceId, by, { terms, base: before });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const inFile = (problem: Problem) => ({ ...problem, path: inVocabulary(problem.path, terms) });
      return refuse(run, '/vocabulary', problemsOf(error, '').map(inFile));
    }
  }
  const earlier = new Map(before.map((term) => [term.name, term]));
  for (const [name, term] of wanted) {
    const was = earlier.get(name);
    const action = was === undefined ? 'created' : isDeepStrictEqual(was, term) ? 'unchanged' : 'updated';
    run.changes.push({ entry: `vocabulary ${name}`, action, details: [] });
  }
}

/** The verb counts terms (`/items/3/meaning`), the file names them. */
function inVocabulary(path: string, terms: readonly { name: string }[]): string {
  const [, index, member] = /^\/items\/(\d+)\/(.+)$/.exec(path) ?? [];
  const name = terms[Number(index)]?.name;
  return name === undefined ? '/vocabulary' : `/vocabulary/${name}/${member ?? ''}`;
}
