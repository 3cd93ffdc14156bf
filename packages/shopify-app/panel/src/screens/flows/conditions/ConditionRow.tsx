import { askQuestion, type Condition, type Operator, operators, type Question, valueOf } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Select } from '../../../ui/Select.tsx';
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
    <div class="handoff-condition">
      <FieldPicker
        label={t('Field')}
        hideLabel
        value={question.path}
        onChange={(path) => onChange(askQuestion(path, operator, value), false)}
      />
      <Select<Operator>
        label={t('Is what')}
        hideLabel
        value={operator}
        options={operators(t)}
        onChange={(next) => onChange(askQuestion(question.path, next, value), false)}
      />
      {value !== undefined && (
        <ConditionValue question={question} onChange={(next) => onChange(askQuestion(question.path, operator, next), true)} />
      )}
      <IconButton icon="delete" label={t('Remove this condition')} onClick={() => onChange(undefined, false)} />
    </div>
  );
}
