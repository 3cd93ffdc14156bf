import { isDeepStrictEqual } from 'node:util';
import { completeVocabulary, type Meaning, MEANINGS, type Term } from '@handoff/shared/mapping/suggest';
import { AppError } from '../../observe/app-error.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';

type NewTerm = Omit<Term, 'meaning'> & { meaning: string | null };

/** The workspace's own terms, in its order. */
export async function ownTerms(db: Db, workspaceId: string): Promise<Term[]> {
  const rows = await db.selectFrom('vocabulary').selectAll().where('workspace_id', '=', workspaceId).orderBy('position').execute();
  return rows.map(({ name, label, meaning, words }) => ({
    name,
    label,
    meaning: isMeaning(meaning) ? meaning : null,
    words: JSON.parse(words) as string[],
  }));
}

/** Every term of the workspace: its own, and the common ones beside them. */
export async function vocabularyOf(db: Db, workspaceId: string): Promise<(Term & { own: boolean })[]> {
  const own = await ownTerms(db, workspaceId);
  const names = new Set(own.map(({ name }) => name));
  return completeVocabulary(own).map((term) => ({ ...term, own: names.has(term.name) }));
}

/** Replaces the workspace's own terms. With `base`, what somebody else saved since is not written over. */
export async function putVocabulary(
  parts: { store: Store; clock: { now: () => number } },
  workspaceId: string,
  by: string,
  { terms, base }: { terms: readonly NewTerm[]; base?: readonly NewTerm[] | undefined },
): Promise<void> {
  refuseDoubles(terms);
  await parts.store.transaction(async (trx) => {
    await waitForWorkspace(trx, parts.store.engine, workspaceId);
    const before = await ownTerms(trx, workspaceId);
    if (base !== undefined && !isDeepStrictEqual(before, base))
      throw new AppError(
        'conflict',
        'Somebody else saved these names meanwhile, so nothing was saved. Read them again, then repeat your change.',
      );
    await trx.deleteFrom('vocabulary').where('workspace_id', '=', workspaceId).execute();
    if (terms.length > 0) {
      const rows = terms.map((term, position) => ({ ...term, workspace_id: workspaceId, words: JSON.stringify(term.words), position }));
      await trx.insertInto('vocabulary').values(rows).execute();
    }
    await recordAudit(trx, {
      workspaceId,
      at: parts.clock.now(),
      actor: by,
      action: 'vocabulary.changed',
      entity: 'vocabulary',
      entityId: workspaceId,
      before: { terms: before },
      after: { terms },
    });
  });
}

function refuseDoubles(terms: readonly NewTerm[]): void {
  const problems = terms.flatMap((term, index) => {
    const earlier = terms.slice(0, index);
    if (earlier.some(({ name }) => name === term.name))
      return [{ path: `/items/${index}/name`, message: `"${term.name}" is there twice; give each its own name.` }];
    if (term.meaning === null) return [];
    if (!isMeaning(term.meaning))
      return [{ path: `/items/${index}/meaning`, message: `"${term.meaning}" is no meaning; leave it out for a field of your own.` }];
    return earlier.some(({ meaning }) => meaning === term.meaning)
      ? [{ path: `/items/${index}/meaning`, message: `"${term.meaning}" has a name already; one meaning has one name.` }]
      : [];
  });
  if (problems.length > 0) throw new AppError('invalid', `The names were not saved: ${problems[0]?.message ?? ''}`, { problems });
}

function isMeaning(text: string | null): text is Meaning {
  return (MEANINGS as readonly (string | null)[]).includes(text);
}
