import { Button, SelectControl } from '@wordpress/components';
import {
  asGroup,
  asQuestion,
  type Condition,
  Condition as ConditionSchema,
  FIRST_QUESTION,
  type GroupKind,
  groupOf,
} from '@handoff/shared/panel';
import { __ } from '../../../app/i18n.ts';
import { JsonInput } from '../rule/JsonInput.tsx';
import { ConditionRow } from './ConditionRow.tsx';

type OnChange = (condition: Condition | undefined, isTyping: boolean) => void;

/** Groups inside groups inside groups: deeper than this, a text is easier to read than boxes. */
const DEEPEST = 3;

/** A condition with all there is in it: one question, or a group of them. */
export function ConditionGroup({ condition, onChange, depth }: { condition: Condition; onChange: OnChange; depth: number }) {
  const { question, operator } = asQuestion(condition);
  if (question !== undefined && depth > 0) return <ConditionRow question={question} operator={operator} onChange={onChange} />;
  const { kind, of } = asGroup(condition);
  if (depth > DEEPEST) {
    return (
      <JsonInput
        label={__('Condition, as a text for experts', 'handoff')}
        value={condition}
        schema={ConditionSchema}
        onChange={(next) => onChange(next, true)}
      />
    );
  }
  const update = (next: Condition[], isTyping = false) => onChange(next.length === 0 ? undefined : groupOf(kind, next), isTyping);
  return (
    <div className="handoff-group" role="group" aria-label={__('Conditions', 'handoff')}>
      <SelectControl
        label={__('How many must be true', 'handoff')}
        hideLabelFromVision
        value={kind}
        options={[
          { value: 'all', label: __('All of these are true', 'handoff') },
          { value: 'any', label: __('At least one of these is true', 'handoff') },
          { value: 'none', label: __('None of these is true', 'handoff') },
        ]}
        onChange={(next: GroupKind) => onChange(groupOf(next, of), false)}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <ul className="handoff-group__list">
        {of.map((part, index) => (
          <li key={index}>
            <ConditionGroup
              condition={part}
              depth={depth + 1}
              onChange={(next, isTyping) => update(next === undefined ? of.toSpliced(index, 1) : of.with(index, next), isTyping)}
            />
          </li>
        ))}
      </ul>
      <div className="handoff-actions">
        <Button variant="tertiary" __next40pxDefaultSize onClick={() => update([...of, FIRST_QUESTION])}>
          {__('Add a condition', 'handoff')}
        </Button>
        {depth < DEEPEST && (
          <Button variant="tertiary" __next40pxDefaultSize onClick={() => update([...of, { is: 'any', of: [FIRST_QUESTION] }])}>
            {__('Add a group', 'handoff')}
          </Button>
        )}
        <Button variant="tertiary" isDestructive __next40pxDefaultSize onClick={() => onChange(undefined, false)}>
          {depth === 0 ? __('Remove all conditions', 'handoff') : __('Remove this group', 'handoff')}
        </Button>
      </div>
    </div>
  );
}
