import { sampleFieldText, sampleGroups } from '@handoff/shared/panel';
import { useEditor, useSampleFields } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';

interface FieldPickerProps {
  label: string;
  value: string | null;
  onChange: (path: string) => void;
  hideLabel?: boolean;
}

/** No path, since paths begin with a slash. */
const BY_PATH = 'by-path';

/** Chooses a field of the event by its name and what the example holds; whoever knows a path may type that. */
export function FieldPicker({ label, value, onChange, hideLabel = false }: FieldPickerProps) {
  const { words } = useEditor();
  const fields = useSampleFields();
  const [isTyping, setTyping] = useState(false);
  const isKnown = value === null || fields.some(({ path }) => path === value);
  const groups = sampleGroups(t).flatMap(({ group, title }) => {
    const choices = fields
      .filter((field) => field.group === group)
      .map((field) => ({ value: field.path, label: sampleFieldText(field, t) }));
    return choices.length === 0 ? [] : [{ title, choices }];
  });
  return (
    <div class="handoff-picker">
      <Select
        label={label}
        hideLabel={hideLabel}
        value={isTyping ? BY_PATH : (value ?? '')}
        options={[
          ...(value === null ? [{ value: '', label: t('Choose a field…') }] : []),
          ...(isKnown ? [] : [{ value, label: `${words.label(value)} (${value})` }]),
          ...groups,
          { value: BY_PATH, label: t('Another one, by its path…') },
        ]}
        onChange={(path) => {
          setTyping(path === BY_PATH);
          if (path.startsWith('/')) onChange(path);
        }}
      />
      {isTyping && (
        <TextInput
          label={t('Path, beginning with a slash')}
          value={value ?? ''}
          placeholder="/data/fields/name"
          onChange={(path) => path.startsWith('/') && onChange(path)}
        />
      )}
    </div>
  );
}
