import { SelectControl } from '@wordpress/components';
import { separators } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';

/** What stands between values: the usual ones, and any other that is there already. */
export function Separator({ label, value, onChange }: { label: string; value: string; onChange: (separator: string) => void }) {
  return (
    <SelectControl
      label={label}
      value={value}
      options={separators(value, t)}
      onChange={onChange}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}
