import { useOwnerChoice } from '@handoff/shared/panel/hooks';
import { t } from '../app/i18n.ts';
import { Select } from './Select.tsx';
import { TextInput } from './TextInput.tsx';

interface OwnerFieldProps {
  owner: string;
  onChange: (owner: string) => void;
  details: string;
}

/** Who answers for it: chosen among the members, or typed. */
export function OwnerField({ owner, onChange, details }: OwnerFieldProps) {
  const { options, chosen, choose, isTyped } = useOwnerChoice(owner, onChange);
  const label = t('Owner');
  return (
    <>
      {options !== undefined && (
        <Select label={label} details={isTyped ? undefined : details} value={chosen} options={options} onChange={choose} />
      )}
      {isTyped && (
        <TextInput
          label={options === undefined ? label : t('Their e-mail address or name')}
          details={details}
          value={owner}
          onChange={onChange}
          maxLength={320}
        />
      )}
    </>
  );
}
