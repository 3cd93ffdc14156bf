import { useOwnField } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Form } from '../../../ui/Form.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';

type AddFieldProps = Parameters<typeof useOwnField>[0];

/** A field of one's own, where the destination takes any name: a line of a message, an entry of a webhook. */
export function AddField(props: AddFieldProps) {
  const { places, place, setPlace, name, setName, isTaken, canSubmit, submit } = useOwnField(props);
  if (places.length === 0) return null;
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
        <Button type="submit" disabled={!canSubmit}>
          {isTaken ? t('Show it') : t('Add field')}
        </Button>
      </div>
    </Form>
  );
}
