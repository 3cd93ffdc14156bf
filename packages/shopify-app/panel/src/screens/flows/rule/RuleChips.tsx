import { type Field, type Rule, ruleChips } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { Fragment } from 'preact';

/** How a value is made, as a row of short texts. `options`: the destination's own choices, which have names. */
export function RuleChips({ rule, options = [] }: { rule: Rule; options?: Field['options'] }) {
  const { words } = useEditor();
  const option = (value: unknown) => options.find((one) => one.value === value)?.label;
  return (
    <span class="handoff-chips">
      {ruleChips(rule, { ...words, option }).map(({ kind, text }, index) => (
        <Fragment key={index}>
          <span class={`handoff-chip is-${kind}`}>{text}</span>{' '}
        </Fragment>
      ))}
    </span>
  );
}
