import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { __, _n, fill } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import type { ListedEvent } from '../data/types.ts';
import { useRelease } from './work.ts';

interface ReleaseDialogProps {
  events: readonly ListedEvent[];
  /** With what came of it, in words. */
  onDone: (said: string) => void;
  onClose: () => void;
}

/** Lets go what was kept back, after saying where it will go. */
export function ReleaseDialog({ events, onDone, onClose }: ReleaseDialogProps) {
  const release = useRelease();
  const flows = useServer('listFlows', { params: { workspaceId: useWorkspaceId() } });
  const names = (flows.data?.items ?? [])
    .filter(({ published }) => published !== null && starts(published.spec.trigger.types))
    .map(({ name }) => name);
  const has = (rule: string) => events.some(({ reasons }) => reasons.some((reason) => reason.rule === rule));
  const count = events.length;
  function starts(types: readonly string[]): boolean {
    return events.some(({ type }) => types.includes(type));
  }
  return (
    <Confirm
      title={count === 1 ? __('Let it go on?', 'handoff') : fill(__('Let {count} go on?', 'handoff'), { count })}
      verb={__('Let go', 'handoff')}
      busy={release.isPending}
      error={release.error}
      onConfirm={() =>
        release.mutate([...events], {
          onSuccess: ({ released, reasons }) => {
            onDone([fill(_n('{count} goes on.', '{count} go on.', released, 'handoff'), { count: released }), ...reasons].join(' '));
            onClose();
          },
        })
      }
      onCancel={onClose}
    >
      <p>
        {__('It is treated as accepted: handed to the flows that are on for it, each time once. This cannot be taken back.', 'handoff')}
      </p>
      {flows.data !== undefined &&
        (names.length > 0 ? (
          <>
            <p>{__('Flows that are on for this (each by its own forms and conditions):', 'handoff')}</p>
            <ul className="ul-disc">
              {names.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </>
        ) : (
          <p>{__('No flow is on for this just now, so nothing will be sent.', 'handoff')}</p>
        ))}
      {has('test') && (
        <p className="handoff-warning">
          {__('A test among them is made up: it goes to your live destinations like a real one.', 'handoff')}
        </p>
      )}
      {events.some(({ verdict }) => verdict === 'duplicate') && (
        <p className="handoff-warning">
          {__('The first of each duplicate went on already: the destination may then have it twice.', 'handoff')}
        </p>
      )}
      {has('silent_import') && (
        <p className="handoff-warning">{__('What was imported from the past is sent as if it had just happened.', 'handoff')}</p>
      )}
      {events.some(({ verdict }) => verdict === 'quarantine') && (
        <p className="handoff-quiet">{__('It is also marked as not spam.', 'handoff')}</p>
      )}
    </Confirm>
  );
}
