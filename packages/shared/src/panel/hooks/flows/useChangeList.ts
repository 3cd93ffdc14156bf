import { type ChangeKind, newChange, type RuleChange } from '../../index.ts';
import { swapped } from './order.ts';
import { useEditor } from './editor.ts';

/** What is done to a value, one after the other, under edit. */
export function useChangeList(changes: readonly RuleChange[], onChange: (changes: RuleChange[], isTyping: boolean) => void) {
  const { defaults } = useEditor();
  return {
    set: (index: number, change: RuleChange, isTyping: boolean) => onChange(changes.with(index, change), isTyping),
    move: (index: number, by: -1 | 1) => onChange(swapped(changes, index, index + by), false),
    remove: (index: number) => onChange(changes.toSpliced(index, 1), false),
    /** Of the kind chosen; nothing chosen adds nothing. */
    add: (kind: ChangeKind | '') => {
      if (kind !== '') onChange([...changes, newChange(kind, defaults)], false);
    },
  };
}
