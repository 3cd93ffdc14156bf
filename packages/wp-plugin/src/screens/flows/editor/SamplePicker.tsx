import { SelectControl } from '@wordpress/components';
import { dateI18n, getSettings } from '@wordpress/date';
import { eventName } from '@handoff/shared/panel';
import { useEditor, useSampleChoices } from '@handoff/shared/panel/hooks';
import { __, t } from '../../../app/i18n.ts';

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
  const { value, options, choose } = useSampleChoices((at) => dateI18n(getSettings().formats.datetime, at));
  return (
    <SelectControl
      label={__('Example', 'handoff')}
      labelPosition="side"
      value={value}
      options={options}
      onChange={choose}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}
