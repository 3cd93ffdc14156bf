import { eventName, type SampleKind } from '@handoff/shared/panel';
import { type ExampleEvent, type SampleChoice, useEditor } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/status.ts';
import { Select } from '../../../ui/Select.tsx';
import { momentWords } from '../../../ui/times.ts';

/** Which event the editor shows: of what kind, and which one. */
export function SamplePicker() {
  const { sample } = useEditor();
  return (
    <>
      {sample.types.length > 1 && (
        <Select
          label={t('Kind of example')}
          value={sample.type}
          options={sample.types.map((type) => ({ value: type, label: eventName(type, t) }))}
          onChange={sample.chooseType}
        />
      )}
      <SampleSelect />
    </>
  );
}

/** The latest real events, and made-up ones. */
export function SampleSelect() {
  const { sample } = useEditor();
  const { shop } = useStatus();
  const madeUp: { kind: SampleKind; label: string }[] = [
    { kind: 'good', label: t('Made up: well filled in') },
    { kind: 'edge', label: t('Made up: unusual') },
    { kind: 'bad', label: t('Made up: with mistakes') },
  ];
  const events = sample.events.map((event) => ({ value: write({ eventId: event.id }), label: describe(event, shop.timezone) }));
  return (
    <Select
      label={t('Example')}
      value={write(sample.choice)}
      options={[...events, ...madeUp.map(({ kind, label }) => ({ value: write({ madeUp: kind }), label }))]}
      onChange={(value) => sample.choose(read(value))}
    />
  );
}

const write = (choice: SampleChoice) => ('eventId' in choice ? choice.eventId : `made-up:${choice.madeUp}`);
const read = (value: string): SampleChoice =>
  value.startsWith('made-up:') ? { madeUp: value.slice('made-up:'.length) as SampleKind } : { eventId: value };

function describe({ contact, receivedAt }: ExampleEvent, zone: string | null): string {
  const when = momentWords(receivedAt, zone);
  return contact === null ? when : fill(t('{contact}, {when}'), { contact, when });
}
