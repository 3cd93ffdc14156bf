import { type FieldSuggestion, SuggestField } from '@handoff/shared/api';
import { toProblems } from '@handoff/shared/event';
import { dataType, type FieldDescription, type Named, nameFields } from '@handoff/shared/mapping/suggest';
import type { z } from 'zod';
import type { Db } from '../../store/schema.ts';
import { toDescription } from './field.ts';
import { vocabularyOf } from './vocabulary.ts';

type Answer = z.input<typeof FieldSuggestion>;

/** What each field means, in the order asked. One that cannot be read is told so, and does not hold up the others. */
export async function suggestFields(db: Db, workspaceId: string, fields: readonly unknown[]): Promise<Answer[]> {
  const vocabulary = await vocabularyOf(db, workspaceId);
  const parsed = fields.map((field) => SuggestField.safeParse(field));
  const readable = parsed.flatMap((one): FieldDescription[] => (one.success ? [toDescription(one.data)] : []));
  const named = nameFields(readable, vocabulary);
  let next = 0;
  return parsed.map((one, index) => {
    if (!one.success) {
      const problems = toProblems(one.error, `/fields/${index}`);
      return { ...NOTHING, index, key: null, error: { message: `This field cannot be read: ${problems[0]?.message ?? ''}`, problems } };
    }
    const suggestion = named[next];
    next += 1;
    return { ...(suggestion === undefined ? NOTHING : view(suggestion)), index, key: one.data.key ?? null };
  });
}

const NOTHING = { meaning: null, type: 'unknown', name: null, confidence: 0, ignored: null, reasons: [], alternatives: [] };

function view({ meaning, term, confidence, ignored, reasons, alternatives }: Named): Omit<Answer, 'index' | 'key'> {
  return {
    meaning,
    type: dataType(meaning),
    name: term?.name ?? null,
    confidence,
    ignored,
    reasons,
    alternatives: alternatives.map((other) => ({ ...other, type: dataType(other.meaning) })),
  };
}
