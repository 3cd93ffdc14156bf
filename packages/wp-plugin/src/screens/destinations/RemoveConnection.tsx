import { type Connection, type Use, useAskedAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../app/i18n.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { focusHeading } from '../../ui/Page.tsx';

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
      title={fill(__('Remove “{name}”?', 'handoff'), { name: connection.name })}
      verb={__('Remove', 'handoff')}
      destructive
      disabled={live.length > 0}
      {...asked}
      onConfirm={() =>
        run({ params: { workspaceId, connectionId: connection.id } }, () => {
          onClose();
          focusHeading();
        })
      }
      onCancel={onClose}
    >
      {live.length > 0 ? (
        <>
          <p>{__('These flows send to it. Take it out of them first, or archive them:', 'handoff')}</p>
          <Names uses={live} />
        </>
      ) : (
        <>
          <p>
            {__(
              'Its access is given back and its credentials are deleted. What still waits to be sent to it is cancelled. What it received stays there, and the history stays here.',
              'handoff',
            )}
          </p>
          {drafts.length > 0 && (
            <>
              <p>{__('These drafts mention it and cannot be published until they send elsewhere:', 'handoff')}</p>
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
    <ul className="ul-disc">
      {uses.map(({ flow }) => (
        <li key={flow.id}>
          <a href={`#/flows/${flow.id}`}>{flow.name}</a>
        </li>
      ))}
    </ul>
  );
}
