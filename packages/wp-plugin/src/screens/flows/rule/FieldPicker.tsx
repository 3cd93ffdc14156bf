import { ComboboxControl } from '@wordpress/components';
import { sampleFieldText } from '@handoff/shared/panel';
import { useEditor, useSampleFields } from '@handoff/shared/panel/hooks';
import { useMemo, useState } from '@wordpress/element';
import { __, fill, t } from '../../../app/i18n.ts';

interface FieldPickerProps {
  label: string;
  value: string | null;
  onChange: (path: string) => void;
  placeholder?: string;
  showLabel?: boolean;
}

/** Chooses a field of the event by typing a part of its name; whoever knows a path may type that, beginning with a slash. */
export function FieldPicker({ label, value, onChange, placeholder = __('Find a field…', 'handoff'), showLabel = false }: FieldPickerProps) {
  const { words } = useEditor();
  const fields = useSampleFields();
  const [typed, setTyped] = useState('');
  const options = useMemo(() => {
    const known = fields.map((field) => ({ value: field.path, label: sampleFieldText(field, t) }));
    const others = [value, typed.startsWith('/') ? typed.trim() : null].filter(
      (path) => path !== null && !fields.some((one) => one.path === path),
    );
    return [
      ...known,
      ...[...new Set(others)].map((path) => ({
        value: path as string,
        label: fill(__('{name} ({path})', 'handoff'), { name: words.label(path as string), path: path as string }),
      })),
    ];
  }, [fields, typed, value, words]);
  return (
    <ComboboxControl
      className="handoff-picker"
      label={label}
      hideLabelFromVision={!showLabel}
      value={value}
      options={options}
      placeholder={placeholder}
      allowReset={false}
      onFilterValueChange={setTyped}
      onChange={(path) => {
        if (typeof path === 'string' && path !== '') onChange(path);
      }}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}
