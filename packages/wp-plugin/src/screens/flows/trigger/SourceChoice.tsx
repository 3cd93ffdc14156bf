import { useSourceOptions } from '@handoff/shared/panel/hooks';
import { CheckboxControl } from '@wordpress/components';
import { __, fill } from '../../../app/i18n.ts';

/** From which sites and shops; none chosen means any. */
export function SourceChoice({ sources, onChange }: { sources: readonly string[]; onChange: (sources: string[]) => void }) {
  const options = useSourceOptions(sources);
  if (options === undefined) return null;
  const toggle = (id: string, isOn: boolean) => onChange(isOn ? [...sources, id] : sources.filter((one) => one !== id));
  return (
    <fieldset className="handoff-choices">
      <legend>{__('From where', 'handoff')}</legend>
      <div className="handoff-choices__grid">
        {options.map(({ id, name, isHere, isGone }) => (
          <CheckboxControl
            key={id}
            label={isHere ? fill(__('{name} (this site)', 'handoff'), { name }) : name}
            {...(isGone ? { help: __('Disconnected: nothing comes from there any more.', 'handoff') } : {})}
            checked={sources.includes(id)}
            onChange={(isOn) => toggle(id, isOn)}
            __nextHasNoMarginBottom
          />
        ))}
      </div>
      {sources.length === 0 && <p>{__('None chosen: events from all of them start this flow.', 'handoff')}</p>}
    </fieldset>
  );
}
