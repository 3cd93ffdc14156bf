import { Button, SelectControl, TextControl } from '@wordpress/components';
import { type Field, openPlaces } from '@handoff/shared/panel';
import { useState } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';

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
  return (
    <form
      className="handoff-options handoff-add-field"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        if (!isTaken) onAdd(target);
        onActive(target);
        setName('');
      }}
    >
      {places.length > 1 && (
        <SelectControl
          label={__('Add to', 'handoff')}
          value={place}
          options={places.map(({ path, label }) => ({ value: path, label: path === '' ? __('The record itself', 'handoff') : label }))}
          onChange={setPlace}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
      )}
      <TextControl
        label={
          places.length === 1 && places[0]?.path !== ''
            ? `${places[0]?.label}: ${__('name of a further entry', 'handoff')}`
            : __('Name of a field of your own', 'handoff')
        }
        value={name}
        onChange={setName}
        maxLength={200}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <Button variant="secondary" type="submit" __next40pxDefaultSize disabled={name.trim() === ''} accessibleWhenDisabled>
        {isTaken ? __('Show it', 'handoff') : __('Add field', 'handoff')}
      </Button>
    </form>
  );
}
