import { Notice } from '@wordpress/components';
import { triggerWords } from '@handoff/shared/panel';
import { useEditor, useTriggerEdit } from '@handoff/shared/panel/hooks';
import { EventTypes } from './EventTypes.tsx';
import { FormChoice } from './FormChoice.tsx';
import { SourceChoice } from './SourceChoice.tsx';

/** What starts the flow. */
export function TriggerPart() {
  const { spec, readOnly, catalog, problems } = useEditor();
  const { trigger } = spec;
  const change = useTriggerEdit();
  return (
    <div className="handoff-stack">
      {problems
        .filter(({ place }) => place.part === 'trigger')
        .map(({ message }) => (
          <Notice key={message} status="error" isDismissible={false}>
            {message}
          </Notice>
        ))}
      {readOnly ? (
        <p>{triggerWords(trigger, catalog.names)}</p>
      ) : (
        <>
          <EventTypes types={trigger.types} onChange={(types) => change({ types })} />
          {trigger.types.includes('form.submitted') && <FormChoice trigger={trigger} onChange={(forms) => change({ forms })} />}
          <SourceChoice sources={trigger.sources ?? []} onChange={(sources) => change({ sources })} />
        </>
      )}
    </div>
  );
}
