import { _n, fill, t } from '../../app/i18n.ts';
import { useShopAction } from '../../app/queries.ts';
import { useStatus } from '../../app/status.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Button } from '../../ui/Button.tsx';
import { Go } from '../../ui/Go.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';

/** Whether the destinations hold what the shop holds: the last comparison, and an import while it runs. */
export function Truth() {
  const { reconcile, import: job } = useStatus();
  const start = useShopAction('startReconciliation');
  const running = reconcile?.state === 'running';
  return (
    <Section
      title={t('Compared with your shop')}
      actions={
        <Button slot="secondary-actions" busy={start.isPending || running} onClick={() => start.mutate({})}>
          {t('Compare now')}
        </Button>
      }
    >
      <s-paragraph>{t('Webhooks can get lost. So Handoff looks through your shop regularly and hands over what was missed.')}</s-paragraph>
      <div role="status">
        {reconcile === null && <s-paragraph>{t('Not compared yet.')}</s-paragraph>}
        {running && <JobProgress job={reconcile} />}
        {reconcile !== null && !running && (
          <s-paragraph>
            {t('Last compared:')} <Ago at={reconcile.finishedAt ?? reconcile.startedAt} />.{' '}
            {reconcile.state === 'done' ? foundWords(reconcile.captured) : reconcile.message}
          </s-paragraph>
        )}
      </div>
      {start.error !== null && <Notice tone="critical">{start.error.message}</Notice>}
      {(job?.state === 'running' || job?.state === 'paused') && (
        <s-stack gap="small-300">
          <s-heading>{t('Import of past customers and orders')}</s-heading>
          <JobProgress job={job} />
          <Go to="/history">{t('Open')}</Go>
        </s-stack>
      )}
    </Section>
  );
}

function foundWords(captured: number): string {
  if (captured === 0) return t('Nothing was missing.');
  return fill(_n('{count} was missing and is captured now.', '{count} were missing and are captured now.', captured), { count: captured });
}
