import { CheckboxControl, SelectControl } from '@wordpress/components';
import type { RuleChange } from '@handoff/shared/panel';
import { useCountryNames } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { NestedRule } from './nested.tsx';

type PhoneChange = Extract<RuleChange, { do: 'e164' }>;

/** Which country a number without a country code belongs to. */
export function PhoneOptions({
  change,
  depth,
  onChange,
}: {
  change: PhoneChange;
  depth: number;
  onChange: (change: PhoneChange, isTyping: boolean) => void;
}) {
  const countries = useCountryNames();
  const { countryFrom } = change;
  return (
    <div className="handoff-options">
      <SelectControl
        label={__('Numbers without country code are from', 'handoff')}
        value={change.country ?? ''}
        options={[{ value: '', label: __('not known: they are a mistake', 'handoff') }, ...countries]}
        onChange={(country) => {
          const { country: _none, ...rest } = change;
          onChange(country === '' ? rest : { ...rest, country }, false);
        }}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <CheckboxControl
        label={__('If the event names a country, use that', 'handoff')}
        checked={countryFrom !== undefined}
        onChange={(isOn) => {
          const { countryFrom: _none, ...rest } = change;
          onChange(isOn ? { ...rest, countryFrom: { do: 'path', path: '/subject/country' } } : rest, false);
        }}
        __nextHasNoMarginBottom
      />
      {countryFrom !== undefined && (
        <NestedRule
          rule={countryFrom}
          target={{ type: 'string' }}
          depth={depth + 1}
          onChange={(next, isTyping) => onChange({ ...change, countryFrom: next }, isTyping)}
        />
      )}
    </div>
  );
}
