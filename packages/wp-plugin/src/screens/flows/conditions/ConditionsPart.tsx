import { useEditor } from '@handoff/shared/panel/hooks';
import { Notice } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';
import { ConditionEditor } from './ConditionEditor.tsx';

/** Under which conditions the flow runs. */
export function ConditionsPart() {
  const { spec, edit, problems } = useEditor();
  return (
    <div className="handoff-stack">
      {problems
        .filter(({ place }) => place.part === 'conditions')
        .map(({ message }) => (
          <Notice key={message} status="error" isDismissible={false}>
            {message}
          </Notice>
        ))}
      <ConditionEditor
        condition={spec.conditions}
        onChange={(conditions, isTyping) => edit({ do: 'setConditions', conditions }, isTyping ? 'conditions' : undefined)}
        always={__('It runs on every event that starts it.', 'handoff')}
      />
    </div>
  );
}
