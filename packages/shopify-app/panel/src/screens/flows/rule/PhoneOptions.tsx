import type { RuleChange } from '@handoff/shared/panel';
import { useCountryNames } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Check } from '../../../ui/Check.tsx';
import { Select } from '../../../ui/Select.tsx';
import { NestedRule } from './nested.tsx';

type PhoneChange = Extract<RuleChange, { do: 'e164' }>;

interface PhoneOptionsProps {
  change: PhoneChange;
  depth: number;
  onChange: (change: PhoneChange, isTyping: boolean) => void;
}

/** Which country a number without a country code belongs to. */
export function PhoneOptions({ change, depth, onChange }: PhoneOptionsProps) {
  const countries = useCountryNames();
  const { countryFrom } = change;
  return (
    <div class="handoff-options">
      <Select
        label={t('Numbers without country code are from')}
        value={change.country ?? ''}
        options={[{ value: '', label: t('not known: they are a mistake') }, ...countries]}
        onChange={(country) => {
          const { country: _none, ...rest } = change;
          onChange(country === '' ? rest : { ...rest, country }, false);
        }}
      />
      <Check
        label={t('If the event names a country, use that')}
        checked={countryFrom !== undefined}
        onChange={(isOn) => {
          const { countryFrom: _none, ...rest } = change;
          onChange(isOn ? { ...rest, countryFrom: { do: 'path', path: '/subject/country' } } : rest, false);
        }}
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
