import { Button, SelectControl } from '@wordpress/components';
import { trash } from '@wordpress/icons';
import { askQuestion, type Condition, type Operator, operators, type Question, valueOf } from '@handoff/shared/panel';
import { __, t } from '../../../app/i18n.ts';
import { FieldPicker } from '../rule/FieldPicker.tsx';
import { ConditionValue } from './ConditionValue.tsx';

interface ConditionRowProps {
  question: Question;
  operator: Operator;
  onChange: (condition: Condition | undefined, isTyping: boolean) => void;
}

/** One question: of which field, what, compared with what. */
export function ConditionRow({ question, operator, onChange }: ConditionRowProps) {
  const value = valueOf(question);
  return (
    <div className="handoff-condition">
      <FieldPicker
        label={__('Field', 'handoff')}
        value={question.path}
        onChange={(path) => onChange(askQuestion(path, operator, value), false)}
      />
      <SelectControl
        label={__('Is what', 'handoff')}
        hideLabelFromVision
        value={operator}
        options={operators(t)}
        onChange={(next: Operator) => onChange(askQuestion(question.path, next, value), false)}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      {value !== undefined && (
        <ConditionValue question={question} onChange={(next) => onChange(askQuestion(question.path, operator, next), true)} />
      )}
      <Button icon={trash} label={__('Remove this condition', 'handoff')} onClick={() => onChange(undefined, false)} />
    </div>
  );
}
