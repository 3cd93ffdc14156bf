import { useEditor } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { ConditionEditor } from './ConditionEditor.tsx';

/** Under which conditions the flow runs. */
export function ConditionsPart() {
  const { spec, edit, problems } = useEditor();
  return (
    <>
      {problems
        .filter(({ place }) => place.part === 'conditions')
        .map(({ message }) => (
          <Notice key={message} tone="critical">
            {message}
          </Notice>
        ))}
      <ConditionEditor
        condition={spec.conditions}
        onChange={(conditions, isTyping) => edit({ do: 'setConditions', conditions }, isTyping ? 'conditions' : undefined)}
        always={t('It runs on every event that starts it.')}
      />
    </>
  );
}
