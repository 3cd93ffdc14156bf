import { Button, SelectControl, TextControl } from '@wordpress/components';
import { useOwnField } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';

type AddFieldProps = Parameters<typeof useOwnField>[0];

/** A field of one's own, where the destination takes any name: a line of a message, an entry of a webhook. */
export function AddField(props: AddFieldProps) {
  const { places, place, setPlace, name, setName, isTaken, canSubmit, submit } = useOwnField(props);
  if (places.length === 0) return null;
  return (
    <form
      className="handoff-options handoff-add-field"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
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
      <Button variant="secondary" type="submit" __next40pxDefaultSize disabled={!canSubmit} accessibleWhenDisabled>
        {isTaken ? __('Show it', 'handoff') : __('Add field', 'handoff')}
      </Button>
    </form>
  );
}
