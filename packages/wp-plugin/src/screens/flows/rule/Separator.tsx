import { SelectControl } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';

/** What stands between values: the usual ones, and any other that is there already. */
export function Separator({ label, value, onChange }: { label: string; value: string; onChange: (separator: string) => void }) {
  const usual = [
    { value: ' ', label: __('a space', 'handoff') },
    { value: ', ', label: __('a comma and a space', 'handoff') },
    { value: ',', label: __('a comma', 'handoff') },
    { value: ';', label: __('a semicolon', 'handoff') },
    { value: '-', label: __('a hyphen', 'handoff') },
    { value: '/', label: __('a slash', 'handoff') },
    { value: '@', label: __('an at sign', 'handoff') },
    { value: '\n', label: __('a new line', 'handoff') },
  ];
  return (
    <SelectControl
      label={label}
      value={value}
      options={usual.some((one) => one.value === value) ? usual : [...usual, { value, label: `“${value}”` }]}
      onChange={onChange}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}
