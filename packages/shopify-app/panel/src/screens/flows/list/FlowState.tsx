import { type Flow, flowStatus } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Status } from '../../../ui/Status.tsx';

/** Whether a flow sends, watches or does nothing yet, and whether changes wait. */
export function FlowState({ flow }: { flow: Pick<Flow, 'draft' | 'shadow' | 'published'> }) {
  const { mode, isWatchingToo, hasChanges } = flowStatus(flow);
  return (
    <>
      {mode === 'live' && <Status tone="good">{t('Live')}</Status>}
      {mode === 'draft' && <Status tone="quiet">{t('Draft: sends nothing')}</Status>}
      {(mode === 'watching' || isWatchingToo) && (
        <Status tone="busy">{isWatchingToo ? t('A new version watches') : t('Watching: sends nothing')}</Status>
      )}
      {hasChanges && <Status tone="attention">{t('Changes not published')}</Status>}
    </>
  );
}
