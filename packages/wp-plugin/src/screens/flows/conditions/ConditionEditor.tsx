import { Button } from '@wordpress/components';
import { compileCondition, type Condition, conditionWords, FIRST_QUESTION } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
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
  const { readOnly, words, sample } = useEditor();
  if (readOnly) return <p>{condition === undefined ? always : conditionWords(condition, words)}</p>;
  if (condition === undefined) {
    return (
      <>
        <p>{always}</p>
        <p>
          <Button variant="secondary" __next40pxDefaultSize onClick={() => onChange({ is: 'all', of: [FIRST_QUESTION] }, false)}>
            {__('Add a condition', 'handoff')}
          </Button>
        </p>
      </>
    );
  }
  const holds = sample.envelope === undefined ? undefined : compileCondition(condition)(sample.envelope);
  return (
    <>
      <ConditionGroup condition={condition} onChange={(next, isTyping) => onChange(next, isTyping)} depth={0} />
      {holds !== undefined && (
        <p role="status">
          <Status tone={holds ? 'good' : 'attention'}>
            {holds ? __('True of the example', 'handoff') : __('Not true of the example', 'handoff')}
          </Status>
        </p>
      )}
    </>
  );
}
