import { type Field, openPlaces } from '@handoff/shared/panel';
import { useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Form } from '../../../ui/Form.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';

interface AddFieldProps {
  fields: readonly Field[];
  declared: readonly Field[];
  taken: readonly string[];
  onAdd: (target: string) => void;
  onActive: (target: string) => void;
}

/** A field of one's own, where the destination takes any name: a line of a message, an entry of a webhook. */
export function AddField({ fields, declared, taken, onAdd, onActive }: AddFieldProps) {
  const places = openPlaces(fields, declared);
  const [place, setPlace] = useState(places[0]?.path ?? '');
  const [name, setName] = useState('');
  if (places.length === 0) return null;
  const target = `${place}/${name.trim().replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const isTaken = taken.includes(target);
  const submit = () => {
    if (name.trim() === '') return;
    if (!isTaken) onAdd(target);
    onActive(target);
    setName('');
  };
  return (
    <Form onSubmit={submit}>
      <div class="handoff-options">
        {places.length > 1 && (
          <Select
            label={t('Add to')}
            value={place}
            options={places.map(({ path, label }) => ({ value: path, label: path === '' ? t('The record itself') : label }))}
            onChange={setPlace}
          />
        )}
        <TextInput
          label={
            places.length === 1 && places[0]?.path !== ''
              ? `${places[0]?.label}: ${t('name of a further entry')}`
              : t('Name of a field of your own')
          }
          value={name}
          onChange={setName}
          maxLength={200}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          {isTaken ? t('Show it') : t('Add field')}
        </Button>
      </div>
    </Form>
  );
}
