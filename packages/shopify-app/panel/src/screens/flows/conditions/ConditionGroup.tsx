import { type Condition, Condition as ConditionSchema, type GroupKind } from '@handoff/shared/panel';
import { useConditionGroup } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
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
        label={t('Condition, as a text for experts')}
        value={condition}
        schema={ConditionSchema}
        onChange={(next) => onChange(next, true)}
      />
    );
  }
  return (
    <div class="handoff-group" role="group" aria-label={t('Conditions')}>
      <Select<GroupKind>
        label={t('How many must be true')}
        hideLabel
        value={group.kind}
        options={[
          { value: 'all', label: t('All of these are true') },
          { value: 'any', label: t('At least one of these is true') },
          { value: 'none', label: t('None of these is true') },
        ]}
        onChange={group.setKind}
      />
      <ul class="handoff-group__list">
        {group.of.map((part, index) => (
          <li key={index}>
            <ConditionGroup condition={part} depth={depth + 1} onChange={(next, isTyping) => group.setPart(index, next, isTyping)} />
          </li>
        ))}
      </ul>
      <s-stack direction="inline" gap="small-200">
        <Button variant="tertiary" onClick={group.addQuestion}>
          {t('Add a condition')}
        </Button>
        {group.addGroup !== undefined && (
          <Button variant="tertiary" onClick={group.addGroup}>
            {t('Add a group')}
          </Button>
        )}
        <Button variant="tertiary" critical onClick={group.remove}>
          {depth === 0 ? t('Remove all conditions') : t('Remove this group')}
        </Button>
      </s-stack>
    </div>
  );
}
