import { type Rule, ruleChips } from '@handoff/shared/panel';
import { useEditor } from '../editor/context.ts';

/** How a value is made, as a row of short texts. */
export function RuleChips({ rule }: { rule: Rule }) {
  const { words } = useEditor();
  return (
    <span className="handoff-chips">
      {ruleChips(rule, words).map(({ kind, text }, index) => (
        <span key={index} className={`handoff-chip is-${kind}`}>
          {text}
        </span>
      ))}
    </span>
  );
}
