import type { Condition } from '@handoff/shared/panel';

/** What a new condition asks until somebody chooses. */
export const firstQuestion: Condition = { is: 'present', path: '/subject/email' };
