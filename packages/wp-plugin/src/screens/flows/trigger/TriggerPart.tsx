import { Notice } from '@wordpress/components';
import type { Trigger } from '@handoff/shared/flow';
import { triggerWords } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { EventTypes } from './EventTypes.tsx';
import { FormChoice } from './FormChoice.tsx';
import { SourceChoice } from './SourceChoice.tsx';

/** What starts the flow. */
export function TriggerPart() {
  const { spec, edit, readOnly, catalog, problems } = useEditor();
  const { trigger } = spec;
  const change = (changes: { [Name in keyof Trigger]?: Trigger[Name] | undefined }) => {
    const { types, sources, forms } = { ...trigger, ...changes };
    const next: Trigger = { types: types ?? [], ...(isFilled(sources) ? { sources } : {}), ...(isFilled(forms) ? { forms } : {}) };
    edit({ do: 'setTrigger', trigger: next });
  };
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

function isFilled<T>(list: readonly T[] | undefined): list is T[] {
  return list !== undefined && list.length > 0;
}
