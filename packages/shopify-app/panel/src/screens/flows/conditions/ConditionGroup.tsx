import {
  asGroup,
  asQuestion,
  type Condition,
  Condition as ConditionSchema,
  FIRST_QUESTION,
  type GroupKind,
  groupOf,
} from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
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
        label={t('Condition, as a text for experts')}
        value={condition}
        schema={ConditionSchema}
        onChange={(next) => onChange(next, true)}
      />
    );
  }
  const update = (next: Condition[], isTyping = false) => onChange(next.length === 0 ? undefined : groupOf(kind, next), isTyping);
  return (
    <div class="handoff-group" role="group" aria-label={t('Conditions')}>
      <Select<GroupKind>
        label={t('How many must be true')}
        hideLabel
        value={kind}
        options={[
          { value: 'all', label: t('All of these are true') },
          { value: 'any', label: t('At least one of these is true') },
          { value: 'none', label: t('None of these is true') },
        ]}
        onChange={(next) => onChange(groupOf(next, of), false)}
      />
      <ul class="handoff-group__list">
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
      <s-stack direction="inline" gap="small-200">
        <Button variant="tertiary" onClick={() => update([...of, FIRST_QUESTION])}>
          {t('Add a condition')}
        </Button>
        {depth < DEEPEST && (
          <Button variant="tertiary" onClick={() => update([...of, { is: 'any', of: [FIRST_QUESTION] }])}>
            {t('Add a group')}
          </Button>
        )}
        <Button variant="tertiary" critical onClick={() => onChange(undefined, false)}>
          {depth === 0 ? t('Remove all conditions') : t('Remove this group')}
        </Button>
      </s-stack>
    </div>
  );
}
