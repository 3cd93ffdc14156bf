import type { SampleKind } from '../../index.ts';
import { fill } from '../../translate.ts';
import { usePanelHost } from '../host.ts';
import { useEditor } from './editor.ts';
import type { SampleChoice } from './useSample.ts';

/** The events to choose the example from, as a list of choices: the latest real ones, then made-up ones. `when` writes a moment. */
export function useSampleChoices(when: (at: string) => string) {
  const { t } = usePanelHost();
  const { sample } = useEditor();
  const madeUp: { kind: SampleKind; label: string }[] = [
    { kind: 'good', label: t('Made up: well filled in') },
    { kind: 'edge', label: t('Made up: unusual') },
    { kind: 'bad', label: t('Made up: with mistakes') },
  ];
  return {
    value: write(sample.choice),
    options: [
      ...sample.events.map(({ id, contact, receivedAt }) => ({
        value: write({ eventId: id }),
        label: contact === null ? when(receivedAt) : fill(t('{contact}, {when}'), { contact, when: when(receivedAt) }),
      })),
      ...madeUp.map(({ kind, label }) => ({ value: write({ madeUp: kind }), label })),
    ],
    choose: (value: string) => sample.choose(read(value)),
  };
}

const MADE_UP = 'made-up:';
const write = (choice: SampleChoice) => ('eventId' in choice ? choice.eventId : MADE_UP + choice.madeUp);
const read = (value: string): SampleChoice =>
  value.startsWith(MADE_UP) ? { madeUp: value.slice(MADE_UP.length) as SampleKind } : { eventId: value };
