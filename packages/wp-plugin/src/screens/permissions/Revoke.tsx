import { type Revocable, useRevoke } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../app/i18n.ts';
import { Confirm } from '../../ui/Confirm.tsx';

interface RevokeProps {
  revocable: Revocable;
  onClose: () => void;
  onDone: () => void;
}

/** Says what goes with an access before it is taken away. */
export function Revoke({ revocable, onClose, onDone }: RevokeProps) {
  const revoke = useRevoke(revocable);
  const { kind, access } = revocable;
  const flows = kind === 'connection' ? revocable.access.flows : [];
  return (
    <Confirm
      title={fill(__('Take away the access of “{name}”?', 'handoff'), { name: access.name })}
      verb={__('Take away', 'handoff')}
      destructive
      disabled={flows.length > 0}
      busy={revoke.busy}
      error={revoke.error}
      onConfirm={() => revoke.run(onDone)}
      onCancel={onClose}
    >
      <p>{flows.length > 0 ? __('These flows send to it. Take it out of them first, or archive them:', 'handoff') : consequence(kind)}</p>
      {flows.length > 0 && (
        <ul className="ul-disc">
          {flows.map((flow) => (
            <li key={flow.id}>
              <a href={`#/flows/${flow.id}`}>{flow.name}</a>
            </li>
          ))}
        </ul>
      )}
    </Confirm>
  );
}

function consequence(kind: Revocable['kind']): string {
  switch (kind) {
    case 'connection':
      return __(
        'Its access is given back and its credentials are deleted. What still waits to be sent to it is cancelled. What it received stays there, and the history stays here.',
        'handoff',
      );
    case 'source':
      return __(
        'What it sends from now on is refused; it keeps that until it is connected again with a new connection code. What it sent stays here.',
        'handoff',
      );
    case 'token':
      return __(
        'Programs that use it are refused from then on. This cannot be taken back; a new token can be made at any time.',
        'handoff',
      );
  }
}
