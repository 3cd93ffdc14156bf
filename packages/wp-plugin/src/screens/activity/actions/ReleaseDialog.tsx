import { releaseNotes } from '@handoff/shared/panel';
import { type ListedEvent, useFlowsFor, useRelease } from '@handoff/shared/panel/hooks';
import { __, _n, fill, t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Notes } from './Notes.tsx';

interface ReleaseDialogProps {
  events: readonly ListedEvent[];
  /** With what came of it, in words. */
  onDone: (said: string) => void;
  onClose: () => void;
}

/** Lets go what was kept back, after saying where it will go. */
export function ReleaseDialog({ events, onDone, onClose }: ReleaseDialogProps) {
  const release = useRelease();
  const { flows, isAsking } = useFlowsFor(events);
  const count = events.length;
  return (
    <Confirm
      title={count === 1 ? __('Let it go on?', 'handoff') : fill(__('Let {count} go on?', 'handoff'), { count })}
      verb={__('Let go', 'handoff')}
      busy={release.isPending}
      disabled={isAsking}
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
      {flows !== undefined &&
        (flows.length > 0 ? (
          <>
            <p>{__('Flows that are on for this (each by its own forms and conditions):', 'handoff')}</p>
            <ul className="ul-disc">
              {flows.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </>
        ) : (
          <p>{__('No flow is on for this just now, so nothing will be sent.', 'handoff')}</p>
        ))}
      <Notes notes={releaseNotes(events, t)} />
      <div role="status">
        {!release.isSuccess && release.done > 0 && (
          <p>{fill(__('{done} of {count} are through.', 'handoff'), { done: release.done, count })}</p>
        )}
      </div>
    </Confirm>
  );
}
