import type { MappingSuggestion, SuggestField } from '@handoff/shared/api';
import { formatPointer, type Mapping } from '@handoff/shared/mapping';
import { type SourceField, suggestMapping, type SuggestedRule } from '@handoff/shared/mapping/suggest';
import type { z } from 'zod';
import type { ConnectionParts } from '../connection/parts.ts';
import { sampleOf } from '../connection/default-mapping.ts';
import { listFields } from '../connection/list-fields.ts';
import type { Reach } from '../reach.ts';
import { eventFields } from './event-fields.ts';
import { toDescription } from './field.ts';
import { vocabularyOf } from './vocabulary.ts';

export interface MappingQuestion {
  connectionId: string;
  operation: string;
  eventId?: string | undefined;
  fields: readonly z.output<typeof SuggestField>[];
  country?: string | undefined;
  zone: string;
}

/** What would fill an operation's fields, read off an event, a form's fields, or both. */
export async function suggestFor(
  parts: ConnectionParts,
  reach: Reach,
  question: MappingQuestion,
): Promise<{ items: z.input<typeof MappingSuggestion>[]; mapping: Mapping }> {
  const { db } = parts.store;
  const [targets, vocabulary, sample] = await Promise.all([
    listFields(parts, reach.workspaceId, question.connectionId, question.operation),
    vocabularyOf(db, reach.workspaceId),
    question.eventId === undefined ? undefined : sampleOf(db, reach, question.eventId),
  ]);
  const sources = together(question.fields, sample === undefined ? [] : eventFields(sample));
  const rules = suggestMapping(sources, targets, vocabulary, { country: question.country, zone: question.zone });
  const labels = new Map(targets.map(({ path, label }) => [path, label]));
  return {
    items: rules.map((rule) => view(rule, labels.get(rule.target) ?? rule.target)),
    mapping: { fields: Object.fromEntries(rules.map(({ target, rule }) => [target, rule])) },
  };
}

/** The form says more of a field than an answer does; together they say most. */
function together(fields: MappingQuestion['fields'], answers: readonly SourceField[]): SourceField[] {
  const asked = fields.map((field): SourceField => {
    const description = toDescription(field);
    const key = description.key ?? description.name ?? description.id ?? '';
    const path = key.startsWith('/') ? key : formatPointer(['data', 'fields', key]);
    const answer = answers.find((one) => one.path === path);
    return { ...description, values: [...(description.values ?? []), ...(answer?.values ?? [])], path, form: 'answers' };
  });
  return [...asked, ...answers.filter((answer) => !asked.some(({ path }) => path === answer.path))];
}

function view({ target, term, rule, confidence, from }: SuggestedRule, label: string): z.input<typeof MappingSuggestion> {
  return { target, label, name: term.name, rule, confidence, from: from.map(({ path, named }) => ({ path, reasons: named.reasons })) };
}
