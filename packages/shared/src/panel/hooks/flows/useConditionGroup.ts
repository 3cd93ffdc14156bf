import { asGroup, asQuestion, type Condition, FIRST_QUESTION, type GroupKind, groupOf } from '../../index.ts';

/** Groups inside groups inside groups: deeper than this, a text is easier to read than boxes. */
const DEEPEST = 3;

type OnChange = (condition: Condition | undefined, isTyping: boolean) => void;

/** A condition with all there is in it, under edit: one question, a group of them, or a text where it lies too deep. */
export function useConditionGroup(condition: Condition, depth: number, onChange: OnChange) {
  const { question, operator } = asQuestion(condition);
  if (question !== undefined && depth > 0) return { as: 'question', question, operator } as const;
  if (depth > DEEPEST) return { as: 'text' } as const;
  const { kind, of } = asGroup(condition);
  const update = (next: Condition[], isTyping = false) => onChange(next.length === 0 ? undefined : groupOf(kind, next), isTyping);
  return {
    as: 'group',
    kind,
    of,
    setKind: (next: GroupKind) => onChange(groupOf(next, of), false),
    /** Nothing in place of a part removes it. */
    setPart: (index: number, part: Condition | undefined, isTyping: boolean) =>
      update(part === undefined ? of.toSpliced(index, 1) : of.with(index, part), isTyping),
    addQuestion: () => update([...of, FIRST_QUESTION]),
    addGroup: depth < DEEPEST ? () => update([...of, { is: 'any', of: [FIRST_QUESTION] }]) : undefined,
    remove: () => onChange(undefined, false),
  } as const;
}
