import { eventName } from '@handoff/shared/panel';
import { useEditor, useSampleChoices } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
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
  const { shop } = useStatus();
  const { value, options, choose } = useSampleChoices((at) => momentWords(at, shop.timezone));
  return <Select label={t('Example')} value={value} options={options} onChange={choose} />;
}
