import type { Field, Scalar } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';

interface OptionSelectProps {
  label: string;
  value: Scalar;
  options: NonNullable<Field['options']>;
  onChange: (value: string) => void;
}

/** One of the destination's own choices; a value that is none of them is shown, so that it can be mended. */
export function OptionSelect({ label, value, options, onChange }: OptionSelectProps) {
  const text = value === null ? '' : String(value);
  const isKnown = options.some((option) => option.value === value);
  return (
    <Select
      label={label}
      hideLabel
      value={text}
      options={[...(isKnown ? [] : [{ value: text, label: text === '' ? t('Choose…') : `${text} (?)` }]), ...options]}
      onChange={onChange}
    />
  );
}
