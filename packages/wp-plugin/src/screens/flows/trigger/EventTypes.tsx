import { Button, CheckboxControl } from '@wordpress/components';
import { eventWhen } from '@handoff/shared/panel';
import { useEventTypes } from '@handoff/shared/panel/hooks';
import { __, t } from '../../../app/i18n.ts';

/** What may happen, in words: first what this site can tell of, the rest behind a button. */
export function EventTypes({ types, onChange }: { types: readonly string[]; onChange: (types: string[]) => void }) {
  const { shown, hasMore, showAll } = useEventTypes(types);
  const toggle = (type: string, isOn: boolean) => onChange(isOn ? [...types, type] : types.filter((one) => one !== type));
  return (
    <fieldset className="handoff-choices">
      <legend>{__('What happens', 'handoff')}</legend>
      <div className="handoff-choices__grid">
        {shown.map((type) => (
          <CheckboxControl
            key={type}
            label={eventWhen(type, t)}
            checked={types.includes(type)}
            onChange={(isOn) => toggle(type, isOn)}
            __nextHasNoMarginBottom
          />
        ))}
      </div>
      {types.length === 0 && <p className="handoff-problem">{__('Choose at least one, or nothing starts this flow.', 'handoff')}</p>}
      {hasMore && (
        <Button variant="link" onClick={showAll}>
          {__('Show what other sites and shops can tell of', 'handoff')}
        </Button>
      )}
    </fieldset>
  );
}
