import { SelectControl } from '@wordpress/components';
import { dateI18n, getSettings } from '@wordpress/date';
import { eventName, type SampleKind } from '@handoff/shared/panel';
import { type ExampleEvent, type SampleChoice, useEditor } from '@handoff/shared/panel/hooks';
import { __, fill, t } from '../../../app/i18n.ts';

/** Which event the editor shows: of what kind, and which one. */
export function SamplePicker() {
  const { sample } = useEditor();
  return (
    <>
      {sample.types.length > 1 && (
        <SelectControl
          label={__('Kind of example', 'handoff')}
          hideLabelFromVision
          value={sample.type}
          options={sample.types.map((type) => ({ value: type, label: eventName(type, t) }))}
          onChange={sample.chooseType}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
      )}
      <SampleSelect />
    </>
  );
}

/** The latest real events, and made-up ones. */
export function SampleSelect() {
  const { sample } = useEditor();
  const madeUp: { kind: SampleKind; label: string }[] = [
    { kind: 'good', label: __('Made up: well filled in', 'handoff') },
    { kind: 'edge', label: __('Made up: unusual', 'handoff') },
    { kind: 'bad', label: __('Made up: with mistakes', 'handoff') },
  ];
  const events = sample.events.map((event) => ({ value: write({ eventId: event.id }), label: describe(event) }));
  return (
    <SelectControl
      label={__('Example', 'handoff')}
      labelPosition="side"
      value={write(sample.choice)}
      options={[...events, ...madeUp.map(({ kind, label }) => ({ value: write({ madeUp: kind }), label }))]}
      onChange={(value) => sample.choose(read(value))}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}

const write = (choice: SampleChoice) => ('eventId' in choice ? choice.eventId : `made-up:${choice.madeUp}`);
const read = (value: string): SampleChoice =>
  value.startsWith('made-up:') ? { madeUp: value.slice('made-up:'.length) as SampleKind } : { eventId: value };

function describe({ contact, receivedAt }: ExampleEvent): string {
  const when = dateI18n(getSettings().formats.datetime, receivedAt);
  return contact === null ? when : fill(__('{contact}, {when}', 'handoff'), { contact, when });
}
