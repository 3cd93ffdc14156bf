import { type Connection, type Use, useAskedAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../app/i18n.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Go } from '../../ui/Go.tsx';
import { focusContent } from '../../ui/Page.tsx';

interface RemoveConnectionProps {
  connection: Connection;
  /** Undefined where it could not be found out; the server refuses where a live flow is among them. */
  uses: readonly Use[] | undefined;
  onClose: () => void;
}

/** Says what goes with an account, and which flows stand in the way. */
export function RemoveConnection({ connection, uses = [], onClose }: RemoveConnectionProps) {
  const workspaceId = useWorkspaceId();
  const { asked, run } = useAskedAction('removeConnection');
  const live = uses.filter((use) => use.live);
  const drafts = uses.filter((use) => !use.live);
  return (
    <Confirm
      title={fill(t('Remove “{name}”?'), { name: connection.name })}
      verb={t('Remove')}
      critical
      disabled={live.length > 0}
      {...asked}
      onConfirm={() =>
        run({ params: { workspaceId, connectionId: connection.id } }, () => {
          onClose();
          focusContent();
        })
      }
      onCancel={onClose}
    >
      {live.length > 0 ? (
        <>
          <s-paragraph>{t('These flows send to it. Take it out of them first, or archive them:')}</s-paragraph>
          <Names uses={live} />
        </>
      ) : (
        <>
          <s-paragraph>
            {t(
              'Its access is given back and its credentials are deleted. What still waits to be sent to it is cancelled. What it received stays there, and the history stays here.',
            )}
          </s-paragraph>
          {drafts.length > 0 && (
            <>
              <s-paragraph>{t('These drafts mention it and cannot be published until they send elsewhere:')}</s-paragraph>
              <Names uses={drafts} />
            </>
          )}
        </>
      )}
    </Confirm>
  );
}

function Names({ uses }: { uses: readonly Use[] }) {
  return (
    <s-unordered-list>
      {uses.map(({ flow }) => (
        <s-list-item key={flow.id}>
          <Go to={`/flows/${flow.id}`}>{flow.name}</Go>
        </s-list-item>
      ))}
    </s-unordered-list>
  );
}
