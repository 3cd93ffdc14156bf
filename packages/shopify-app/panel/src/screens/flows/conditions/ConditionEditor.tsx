import { compileCondition, type Condition, FIRST_QUESTION } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Status } from '../../../ui/Status.tsx';
import { ConditionGroup } from './ConditionGroup.tsx';

interface ConditionEditorProps {
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined, isTyping: boolean) => void;
  /** What is said where there is no condition. */
  always: string;
}

/** Conditions in groups, with whether they hold for the example. Groups without conditions are taken away. */
export function ConditionEditor({ condition, onChange, always }: ConditionEditorProps) {
  const { sample } = useEditor();
  if (condition === undefined) {
    return (
      <s-stack gap="small-200">
        <s-paragraph>{always}</s-paragraph>
        <s-stack direction="inline">
          <Button onClick={() => onChange({ is: 'all', of: [FIRST_QUESTION] }, false)}>{t('Add a condition')}</Button>
        </s-stack>
      </s-stack>
    );
  }
  const holds = sample.envelope === undefined ? undefined : compileCondition(condition)(sample.envelope);
  return (
    <s-stack gap="small-200">
      <ConditionGroup condition={condition} onChange={onChange} depth={0} />
      <div role="status">
        {holds !== undefined && (
          <Status tone={holds ? 'good' : 'attention'}>{holds ? t('True of the example') : t('Not true of the example')}</Status>
        )}
      </div>
    </s-stack>
  );
}
