import { useScreening, useServerAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusContent } from '../../ui/Page.tsx';

/** A new shop is only watched: what its verdicts would have done is shown until its owner trusts them. */
export function Watching({ of = 'list' }: { of?: 'list' | 'quality' }) {
  const workspaceId = useWorkspaceId();
  const { sourceId, screening } = useScreening();
  const update = useServerAction('updateSource');
  if (screening?.observe !== true) return null;
  return (
    <>
      <Notice
        tone="info"
        title={t('Handoff only watches this shop so far: nothing is kept back.')}
        actions={
          <Button
            slot="secondary-actions"
            busy={update.isPending}
            onClick={() =>
              update.mutate(
                { params: { workspaceId, sourceId }, body: { settings: { screening: { observe: false } } } },
                { onSuccess: focusContent },
              )
            }
          >
            {t('Keep back spam from now on')}
          </Button>
        }
      >
        {of === 'quality' &&
          t(
            'It judges each message and notes what it would have done, so that you can see how it does before it matters; all of them go on, whatever the limits. Look at what it would have kept back. If that looks right to you, let Handoff act on it.',
          )}
        {of === 'list' &&
          t('Below is what it would have kept back or flagged; all of it went on. If the list looks right to you, let Handoff act on it.')}
      </Notice>
      {update.error !== null && <Notice tone="critical">{update.error.message}</Notice>}
    </>
  );
}
