import type { Setting } from '@handoff/shared/panel';
import { Button, SelectControl, TextareaControl, TextControl, ToggleControl } from '@wordpress/components';
import { __, fill } from '../../../app/i18n.ts';

interface SettingControlProps {
  setting: Setting;
  value: string | boolean | null;
  /** The masked secret where one is stored, such as "••••4711". */
  stored: string | undefined;
  problem: string | undefined;
  disabled: boolean;
  onChange: (value: string | boolean | null) => void;
}

/** One setting of a destination, by its kind. What is wrong with it is read out with its help text. */
export function SettingControl({ setting, value, stored, problem, disabled, onChange }: SettingControlProps) {
  const { kind, required, options } = setting;
  const isRemoved = value === null;
  const shared = {
    __nextHasNoMarginBottom: true as const,
    label: required ? fill(__('{label} (needed)', 'handoff'), { label: setting.label }) : setting.label,
    help: (
      <Help setting={setting} stored={stored} isRemoved={isRemoved} problem={problem} onRemove={() => onChange(isRemoved ? '' : null)} />
    ),
    disabled: disabled || isRemoved,
    'aria-invalid': problem !== undefined,
  };
  const text = typeof value === 'string' ? value : '';
  switch (kind) {
    case 'flag':
      return <ToggleControl {...shared} checked={value === true} onChange={onChange} />;
    case 'choice':
      return (
        <SelectControl
          {...shared}
          __next40pxDefaultSize
          value={text}
          options={required && text !== '' ? options : [{ value: '', label: __('Choose…', 'handoff') }, ...options]}
          onChange={onChange}
        />
      );
    case 'lines':
    case 'pairs':
      return <TextareaControl {...shared} rows={3} value={text} onChange={onChange} autoComplete="off" spellCheck={false} />;
    case 'text':
    case 'address':
    case 'number':
    case 'secret':
      return (
        <TextControl
          {...shared}
          __next40pxDefaultSize
          type={kind === 'secret' ? 'password' : kind === 'address' ? 'url' : 'text'}
          inputMode={kind === 'number' ? 'numeric' : undefined}
          // Browsers ignore "off" for passwords and would fill in the one for WordPress.
          autoComplete={kind === 'secret' ? 'new-password' : 'off'}
          spellCheck={false}
          value={text}
          onChange={onChange}
        />
      );
  }
}

interface HelpProps {
  setting: Setting;
  stored: string | undefined;
  isRemoved: boolean;
  problem: string | undefined;
  onRemove: () => void;
}

function Help({ setting, stored, isRemoved, problem, onRemove }: HelpProps) {
  return (
    <>
      {problem !== undefined && <span className="handoff-problem">{problem} </span>}
      {setting.kind === 'pairs' && `${__('One a line, as “Name: value”.', 'handoff')} `}
      {setting.kind === 'lines' && `${__('One a line.', 'handoff')} `}
      {setting.help}
      {stored !== undefined && (
        <span className="handoff-setting__stored">
          {isRemoved
            ? __('It is removed when you save.', 'handoff')
            : fill(__('Saved: {secret}. Leave this empty to keep it.', 'handoff'), { secret: stored })}{' '}
          {!setting.required && (
            <Button variant="link" onClick={onRemove}>
              {isRemoved ? __('Keep it', 'handoff') : __('Remove it', 'handoff')}
            </Button>
          )}
        </span>
      )}
    </>
  );
}
