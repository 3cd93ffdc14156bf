import type { z } from 'zod';
import type { Job } from '../../../src/panel-api/resources.ts';
import { fill, t } from '../app/i18n.ts';
import { Progress } from './Progress.tsx';
import { numberWords } from './times.ts';

export type Job = z.infer<typeof Job>;

/** How far an import or a comparison is, in numbers and words. */
export function JobProgress({ job }: { job: Job }) {
  const { done, total, captured, known, message, state, kind } = job;
  const label = kind === 'reconcile' ? t('Comparison with your shop') : t('Import of past customers and orders');
  const looked =
    total === null
      ? fill(t('{done} looked at'), { done: numberWords(done) })
      : fill(t('{done} of {total} looked at'), { done: numberWords(done), total: numberWords(total) });
  return (
    <s-stack gap="small-300">
      {(state === 'running' || state === 'paused') && <Progress label={label} done={done} total={total} />}
      <s-text>
        {stateWords(state)} {phaseWords(job.phase)} {looked},{' '}
        {fill(t('{captured} new, {known} known already.'), { captured: numberWords(captured), known: numberWords(known) })} {message}
      </s-text>
    </s-stack>
  );
}

function stateWords(state: Job['state']): string {
  switch (state) {
    case 'running':
      return t('Under way:');
    case 'paused':
      return t('Paused:');
    case 'done':
      return t('Done:');
    case 'failed':
      return t('Stopped by an error:');
    case 'cancelled':
      return t('Cancelled:');
  }
}

/** What it is busy with; the app may name more than this panel knows. */
function phaseWords(phase: string | null): string {
  switch (phase) {
    case 'recent_orders':
      return t('orders of the last 90 days,');
    case 'recent_customers':
      return t('customers of the last 90 days,');
    case 'older_orders':
      return t('older orders,');
    case 'older_customers':
      return t('older customers,');
    case 'orders':
      return t('orders,');
    case 'customers':
      return t('customers,');
    default:
      return '';
  }
}
