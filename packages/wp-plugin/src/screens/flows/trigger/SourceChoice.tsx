import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { CheckboxControl } from '@wordpress/components';
import { __, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';

/** From which sites and shops; none chosen means any. */
export function SourceChoice({ sources, onChange }: { sources: readonly string[]; onChange: (sources: string[]) => void }) {
  const { pairing } = useStatus();
  const { data } = useServer('listSources', { params: { workspaceId: useWorkspaceId() } });
  if (data === undefined) return null;
  const known = data.items.filter(({ id, revokedAt }) => revokedAt === null || sources.includes(id));
  // With one site there is nothing to choose.
  if (known.length < 2 && sources.every((id) => id === pairing?.sourceId)) return null;
  const toggle = (id: string, isOn: boolean) => onChange(isOn ? [...sources, id] : sources.filter((one) => one !== id));
  return (
    <fieldset className="handoff-choices">
      <legend>{__('From where', 'handoff')}</legend>
      <div className="handoff-choices__grid">
        {known.map(({ id, name, revokedAt }) => (
          <CheckboxControl
            key={id}
            label={id === pairing?.sourceId ? fill(__('{name} (this site)', 'handoff'), { name }) : name}
            {...(revokedAt === null ? {} : { help: __('Disconnected: nothing comes from there any more.', 'handoff') })}
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
