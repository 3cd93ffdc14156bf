import { type Flow, flowStatus } from '@handoff/shared/panel';
import { __ } from '../../../app/i18n.ts';
import { Status } from '../../../ui/Status.tsx';

/** Whether a flow sends, watches or does nothing yet, and whether changes wait. */
export function FlowState({ flow }: { flow: Pick<Flow, 'draft' | 'shadow' | 'published'> }) {
  const { mode, isWatchingToo, hasChanges } = flowStatus(flow);
  return (
    <>
      {mode === 'live' && <Status tone="good">{__('Live', 'handoff')}</Status>}
      {mode === 'draft' && <Status tone="quiet">{__('Draft: sends nothing', 'handoff')}</Status>}
      {(mode === 'watching' || isWatchingToo) && (
        <Status tone="busy">{isWatchingToo ? __('A new version watches', 'handoff') : __('Watching: sends nothing', 'handoff')}</Status>
      )}
      {hasChanges && <Status tone="attention">{__('Changes not published', 'handoff')}</Status>}
    </>
  );
}
