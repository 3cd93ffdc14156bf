import { useEditor, useTriggerEdit } from '@handoff/shared/panel/hooks';
import { Notice } from '../../../ui/Notice.tsx';
import { EventTypes } from './EventTypes.tsx';
import { FormKindChoice } from './FormKindChoice.tsx';
import { GivenForms } from './GivenForms.tsx';
import { SourceChoice } from './SourceChoice.tsx';

/** What starts the flow. */
export function TriggerPart() {
  const { spec, problems } = useEditor();
  const change = useTriggerEdit();
  const { types, sources = [], forms = [] } = spec.trigger;
  return (
    <>
      {problems
        .filter(({ place }) => place.part === 'trigger')
        .map(({ message }) => (
          <Notice key={message} tone="critical">
            {message}
          </Notice>
        ))}
      <EventTypes types={types} onChange={(next) => change({ types: next })} />
      {types.length === 1 && types[0] === 'form.submitted' && <FormKindChoice />}
      {forms.length > 0 && <GivenForms forms={forms} onChange={(next) => change({ forms: next })} />}
      <SourceChoice sources={sources} onChange={(next) => change({ sources: next })} />
    </>
  );
}
