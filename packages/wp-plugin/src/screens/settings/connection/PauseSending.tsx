import { Button } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { useSite, useSiteAction } from '../../../app/queries.ts';
import { Status } from '../../../ui/Status.tsx';

/** Stops and starts sending; capturing goes on. */
export function PauseSending() {
  const { sending, person } = useStatus();
  const settings = useSite('getSettings', {}, { enabled: person.canManage });
  const save = useSiteAction('saveSettings');
  const paused = settings.data?.settings.paused;
  return (
    <>
      <p>
        <Status tone={sending.state === 'on' ? 'good' : sending.state === 'paused' ? 'quiet' : 'attention'}>
          {sending.state === 'on'
            ? __('Events go out as they come in.', 'handoff')
            : (sending.message ?? __('Nothing goes out.', 'handoff'))}
        </Status>
      </p>
      {paused !== undefined && (
        <div className="handoff-actions">
          <Button
            variant={paused ? 'primary' : 'secondary'}
            __next40pxDefaultSize
            isBusy={save.isPending}
            disabled={save.isPending}
            accessibleWhenDisabled
            onClick={() => save.mutate({ body: { paused: !paused } })}
          >
            {paused ? __('Go on sending', 'handoff') : __('Pause sending', 'handoff')}
          </Button>
          <span className="handoff-quiet">{__('Capturing goes on either way; what waits is kept.', 'handoff')}</span>
        </div>
      )}
      {save.error !== null && (
        <p role="alert" className="handoff-problem">
          {save.error.message}
        </p>
      )}
    </>
  );
}
