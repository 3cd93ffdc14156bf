import { useState } from 'react';
import { depthOf, type Field, partsOf, putField, type Rule, type RuleChange, ruleOf, type SourceRule } from '../../index.ts';
import { useEditor } from './editor.ts';

/** Levels of rules inside rules that can be shown as boxes. What goes deeper is shown as a text, and nothing of it is lost. */
const DEEPEST = 3;

/** What a value is for: its type and options help to choose. */
export type RuleTarget = Pick<Field, 'type' | 'options'>;

interface RuleFormOf {
  /** Undefined for a field nobody has filled yet. */
  rule: Rule | undefined;
  target: RuleTarget;
  /** How many rules this one stands inside of. */
  depth: number;
  /** `isTyping`: one more letter of the same change. */
  onChange: (rule: Rule, isTyping: boolean) => void;
}

/** How one value is made, under edit: where it comes from, and what is done to it. */
export function useRuleForm({ rule, target, depth, onChange }: RuleFormOf) {
  const { defaults } = useEditor();
  const [asText, setAsText] = useState(false);
  const isTooDeep = rule !== undefined && depth >= DEEPEST && depthOf(rule) > 1;
  // The same parts for a rule that is not there yet, so that the keyboard stays where it is.
  const { source, changes } = rule === undefined ? { source: undefined, changes: [] } : partsOf(rule);
  return {
    /** The rule, where it is edited as a text. */
    text: rule !== undefined && (asText || isTooDeep) ? rule : undefined,
    canShowBoxes: !isTooDeep,
    canShowText: depth === 0 && source !== undefined,
    setAsText,
    source,
    changes,
    /** What the source is for: with changes after it, any text does. */
    sourceTarget: changes.length === 0 ? target : { type: 'string' as const },
    setSource: (next: SourceRule, isTyping: boolean) => onChange(ruleOf({ source: next, changes }), isTyping),
    setField: (path: string) => onChange(putField(rule, path, target, defaults), false),
    setChanges: (next: RuleChange[], isTyping: boolean) => {
      if (source !== undefined) onChange(ruleOf({ source, changes: next }), isTyping);
    },
  };
}
