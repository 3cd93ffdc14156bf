import { useOwnerChoice } from '@handoff/shared/panel/hooks';
import { SelectControl, TextControl } from '@wordpress/components';
import { __ } from '../app/i18n.ts';

interface OwnerFieldProps {
  owner: string;
  onChange: (owner: string) => void;
  help: string;
  disabled?: boolean;
}

/** Who answers for it: chosen among the members, or typed. */
export function OwnerField({ owner, onChange, help, disabled = false }: OwnerFieldProps) {
  const { options, chosen, choose, isTyped } = useOwnerChoice(owner, onChange);
  const label = __('Owner', 'handoff');
  const common = { disabled, __next40pxDefaultSize: true, __nextHasNoMarginBottom: true } as const;
  return (
    <>
      {options !== undefined && (
        <SelectControl {...common} label={label} {...(isTyped ? {} : { help })} value={chosen} options={options} onChange={choose} />
      )}
      {isTyped && (
        <TextControl
          {...common}
          label={options === undefined ? label : __('Their e-mail address or name', 'handoff')}
          help={help}
          value={owner}
          onChange={onChange}
          maxLength={320}
        />
      )}
    </>
  );
}
