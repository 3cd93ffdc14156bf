import { t } from '../../app/i18n.ts';
import type { Job } from '../../ui/JobProgress.tsx';

type Mode = NonNullable<Job['mode']>;

/** What an import does with the past, as was chosen when it started. */
export function modeWords(mode: Mode): string {
  switch (mode) {
    case 'records':
      return t('Brings records to your destinations; nobody is messaged.');
    case 'remember':
      return t('Only for the record: kept and shown here, nothing is sent.');
    case 'live':
      return t('Flows run as if it happened now, with messages.');
  }
}
