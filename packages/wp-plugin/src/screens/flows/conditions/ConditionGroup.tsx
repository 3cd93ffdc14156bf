import { Button, SelectControl } from '@wordpress/components';
import { type Condition, Condition as ConditionSchema, type GroupKind } from '@handoff/shared/panel';
import { useConditionGroup } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { JsonInput } from '../rule/JsonInput.tsx';
import { ConditionRow } from './ConditionRow.tsx';

type OnChange = (condition: Condition | undefined, isTyping: boolean) => void;

/** A condition with all there is in it: one question, or a group of them. */
export function ConditionGroup({ condition, onChange, depth }: { condition: Condition; onChange: OnChange; depth: number }) {
  const group = useConditionGroup(condition, depth, onChange);
  if (group.as === 'question') return <ConditionRow question={group.question} operator={group.operator} onChange={onChange} />;
  if (group.as === 'text') {
    return (
      <JsonInput
        label={__('Condition, as a text for experts', 'handoff')}
        value={condition}
        schema={ConditionSchema}
        onChange={(next) => onChange(next, true)}
      />
    );
  }
  return (
    <div className="handoff-group" role="group" aria-label={__('Conditions', 'handoff')}>
      <SelectControl
        label={__('How many must be true', 'handoff')}
        hideLabelFromVision
        value={group.kind}
        options={[
          { value: 'all', label: __('All of these are true', 'handoff') },
          { value: 'any', label: __('At least one of these is true', 'handoff') },
          { value: 'none', label: __('None of these is true', 'handoff') },
        ]}
        onChange={(next: GroupKind) => group.setKind(next)}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <ul className="handoff-group__list">
        {group.of.map((part, index) => (
          <li key={index}>
            <ConditionGroup condition={part} depth={depth + 1} onChange={(next, isTyping) => group.setPart(index, next, isTyping)} />
          </li>
        ))}
      </ul>
      <div className="handoff-actions">
        <Button variant="tertiary" __next40pxDefaultSize onClick={group.addQuestion}>
          {__('Add a condition', 'handoff')}
        </Button>
        {group.addGroup !== undefined && (
          <Button variant="tertiary" __next40pxDefaultSize onClick={group.addGroup}>
            {__('Add a group', 'handoff')}
          </Button>
        )}
        <Button variant="tertiary" isDestructive __next40pxDefaultSize onClick={group.remove}>
          {depth === 0 ? __('Remove all conditions', 'handoff') : __('Remove this group', 'handoff')}
        </Button>
      </div>
    </div>
  );
}
