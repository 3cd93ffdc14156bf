import { usePanelHost, useScreening, useServerAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Button, Notice } from '@wordpress/components';
import { __ } from '../../app/i18n.ts';
import { focusHeading } from '../../ui/Page.tsx';

/** A new site is only watched: what its verdicts would have done is shown until its owner trusts them. */
export function Watching({ of = 'list' }: { of?: 'list' | 'quality' }) {
  const { canManage } = usePanelHost().person;
  const workspaceId = useWorkspaceId();
  const { sourceId, screening } = useScreening();
  const update = useServerAction('updateSource');
  if (screening?.observe !== true) return null;
  return (
    <Notice status="info" isDismissible={false} className="handoff-notice">
      <p>
        <strong>{__('Handoff only watches this site so far: nothing is kept back.', 'handoff')}</strong>{' '}
        {of === 'quality' &&
          __(
            'It judges each message and notes what it would have done, so that you can see how it does before it matters; all of them go on, whatever the limits. Look at what it would have kept back. If that looks right to you, let Handoff act on it.',
            'handoff',
          )}
        {of === 'list' &&
          __(
            'Below is what it would have kept back or flagged; all of it went on. If the list looks right to you, let Handoff act on it.',
            'handoff',
          )}
      </p>
      {update.error !== null && (
        <p role="alert" className="handoff-problem">
          {update.error.message}
        </p>
      )}
      {canManage && (
        <Button
          variant="secondary"
          __next40pxDefaultSize
          isBusy={update.isPending}
          disabled={update.isPending}
          accessibleWhenDisabled
          onClick={() =>
            update.mutate(
              { params: { workspaceId, sourceId }, body: { settings: { screening: { observe: false } } } },
              { onSuccess: focusHeading },
            )
          }
        >
          {__('Keep back spam from now on', 'handoff')}
        </Button>
      )}
    </Notice>
  );
}
