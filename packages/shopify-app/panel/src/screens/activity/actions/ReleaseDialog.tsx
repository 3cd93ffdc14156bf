import { releaseNotes } from '@handoff/shared/panel';
import { type ListedEvent, useFlowsFor, useRelease } from '@handoff/shared/panel/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Notes } from './Notes.tsx';
import type { Outcome } from './Said.tsx';

interface ReleaseDialogProps {
  events: readonly ListedEvent[];
  onDone: (outcome: Outcome) => void;
  onClose: () => void;
}

/** Lets go what was kept back, after saying where it will go. */
export function ReleaseDialog({ events, onDone, onClose }: ReleaseDialogProps) {
  const release = useRelease();
  const { flows, isAsking } = useFlowsFor(events);
  const count = events.length;
  return (
    <Confirm
      title={count === 1 ? t('Let it go on?') : fill(t('Let {count} go on?'), { count })}
      verb={t('Let go')}
      busy={release.isPending}
      disabled={isAsking}
      error={release.error}
      onConfirm={() =>
        release.mutate(events, {
          onSuccess: ({ released, reasons }) => {
            onDone({ done: fill(_n('{count} goes on.', '{count} go on.', released), { count: released }), notDone: reasons });
            onClose();
          },
        })
      }
      onCancel={onClose}
    >
      <s-paragraph>
        {t('It is treated as accepted: handed to the flows that are on for it, each time once. This cannot be taken back.')}
      </s-paragraph>
      {flows !== undefined && flows.length > 0 && (
        <>
          <s-paragraph>{t('Flows that are on for this (each by its own forms and conditions):')}</s-paragraph>
          <s-unordered-list>
            {flows.map((name) => (
              <s-list-item key={name}>{name}</s-list-item>
            ))}
          </s-unordered-list>
        </>
      )}
      {flows?.length === 0 && <s-paragraph>{t('No flow is on for this just now, so nothing will be sent.')}</s-paragraph>}
      <Notes notes={releaseNotes(events, t)} />
      <div role="status">
        {!release.isSuccess && release.done > 0 && (
          <s-paragraph>{fill(t('{done} of {count} are through.'), { done: release.done, count })}</s-paragraph>
        )}
      </div>
    </Confirm>
  );
}
