import type { z } from 'zod';
import { __, fill } from '../app/i18n.ts';
import type { Job } from '../site-api/resources.ts';
import { Progress } from './Progress.tsx';

/** How far a scan or an import is, in numbers and words. */
export function JobProgress({ job }: { job: z.infer<typeof Job> }) {
  const { done, total, captured, known, message, state } = job;
  const label = job.kind === 'gap_scan' ? __('Check for missed submissions', 'handoff') : __('Import of past submissions', 'handoff');
  const looked =
    total === null
      ? fill(__('{done} looked at', 'handoff'), { done })
      : fill(__('{done} of {total} looked at', 'handoff'), { done, total });
  return (
    <div className="handoff-job">
      {(state === 'running' || state === 'paused') && <Progress label={label} done={done} total={total} />}
      <p>
        {stateWords(state)} {looked}, {fill(__('{captured} new, {known} known already.', 'handoff'), { captured, known })} {message}
      </p>
    </div>
  );
}

function stateWords(state: z.infer<typeof Job>['state']): string {
  switch (state) {
    case 'running':
      return __('Under way:', 'handoff');
    case 'paused':
      return __('Paused:', 'handoff');
    case 'done':
      return __('Done:', 'handoff');
    case 'failed':
      return __('Stopped by an error:', 'handoff');
    case 'cancelled':
      return __('Cancelled:', 'handoff');
  }
}
