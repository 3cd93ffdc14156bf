import { useState } from 'react';
import type { Rule } from '../../index.ts';
import { swapped } from './order.ts';

/** As many as a rule may hold. */
const MOST = 20;

/** Several values in order, under edit. One at least always stays. */
export function useRuleList(rules: readonly Rule[], onChange: (rules: Rule[], isTyping: boolean) => void) {
  const [added, setAdded] = useState<number>();
  return {
    /** Which was added just now: it begins unfolded. */
    added,
    set: (index: number, rule: Rule, isTyping: boolean) => onChange(rules.with(index, rule), isTyping),
    move: (index: number, by: -1 | 1) => onChange(swapped(rules, index, index + by), false),
    remove: (index: number) => onChange(rules.toSpliced(index, 1), false),
    canAdd: rules.length < MOST,
    add: () => {
      setAdded(rules.length);
      onChange([...rules, { do: 'path', path: '/subject/email' }], false);
    },
  };
}
