import type { Setting } from '@handoff/shared/panel';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Check } from '../../../ui/Check.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';

interface SettingControlProps {
  setting: Setting;
  value: string | boolean | null;
  /** The masked secret where one is stored, such as "••••4711". */
  stored: string | undefined;
  problem: string | undefined;
  onChange: (value: string | boolean | null) => void;
}

/** One setting of a destination, by its kind; what is stored of a secret, and taking it away, below. */
export function SettingControl(props: SettingControlProps) {
  const { setting, value, stored, onChange } = props;
  const isRemoved = value === null;
  return (
    <s-stack gap="small-400">
      <Control {...props} />
      {stored !== undefined && (
        <s-stack direction="inline" gap="small-200" alignItems="center">
          <s-text color="subdued">
            {isRemoved ? t('It is removed when you save.') : fill(t('Saved: {secret}. Leave this empty to keep it.'), { secret: stored })}
          </s-text>
          {!setting.required && (
            <Button variant="tertiary" onClick={() => onChange(isRemoved ? '' : null)}>
              {isRemoved ? t('Keep it') : t('Remove it')}
            </Button>
          )}
        </s-stack>
      )}
    </s-stack>
  );
}

function Control({ setting, value, stored, problem, onChange }: SettingControlProps) {
  const { kind, label, required, options } = setting;
  const text = typeof value === 'string' ? value : '';
  const shared = {
    label,
    details: detailsOf(setting),
    error: problem,
    disabled: value === null && stored !== undefined,
    required: required && stored === undefined,
  };
  switch (kind) {
    case 'flag':
      return <Check label={label} details={shared.details} checked={value === true} onChange={onChange} />;
    case 'choice':
      return (
        <Select
          {...shared}
          value={text}
          options={required && text !== '' ? options : [{ value: '', label: t('Choose…') }, ...options]}
          onChange={onChange}
        />
      );
    case 'lines':
    case 'pairs':
      return <TextArea {...shared} value={text} onChange={onChange} />;
    case 'number':
      return <TextInput {...shared} kind="text" value={text} onChange={onChange} />;
    case 'text':
    case 'address':
    case 'secret':
      return <TextInput {...shared} kind={kind} value={text} onChange={onChange} />;
  }
}

function detailsOf({ kind, help }: Setting): string {
  const how = kind === 'pairs' ? t('One a line, as “Name: value”.') : kind === 'lines' ? t('One a line.') : '';
  return [how, help ?? ''].filter((part) => part !== '').join(' ');
}
