import { Button, CheckboxControl } from '@wordpress/components';
import { EVENT_TYPES } from '@handoff/shared/event';
import { eventWhen } from '@handoff/shared/panel';
import { useState } from '@wordpress/element';
import { __, t } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';

/** What may happen, in words: first what this site can tell of, the rest behind a button. */
export function EventTypes({ types, onChange }: { types: readonly string[]; onChange: (types: string[]) => void }) {
  const { sources } = useStatus();
  const [showsAll, setShowsAll] = useState(false);
  const here = new Set([...sources.filter(({ available }) => available).flatMap((source) => source.types), ...types]);
  const all = [...new Set<string>([...EVENT_TYPES, ...here])];
  const shown = showsAll ? all : all.filter((type) => here.has(type));
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
      {shown.length < all.length && (
        <Button variant="link" onClick={() => setShowsAll(true)}>
          {__('Show what other sites and shops can tell of', 'handoff')}
        </Button>
      )}
    </fieldset>
  );
}
