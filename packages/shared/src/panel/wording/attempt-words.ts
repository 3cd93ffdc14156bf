import type { z } from 'zod';
import type { Attempt } from '../../api/resources.ts';
import type { Tone } from '../tone.ts';
import type { Translate } from '../translate.ts';

type Outcome = z.output<typeof Attempt>['outcome'];

/** What came of one try. */
export function attemptWords(outcome: Outcome, t: Translate): { tone: Tone; label: string } {
  switch (outcome) {
    case 'started':
      return { tone: 'busy', label: t('Under way, or cut off before the answer was known') };
    case 'ok':
      return { tone: 'good', label: t('It worked') };
    case 'duplicate':
      return { tone: 'good', label: t('The record was there already') };
    case 'retry':
      return { tone: 'attention', label: t('Not now; tried again later') };
    case 'permanent':
      return { tone: 'bad', label: t('Refused') };
    case 'reauth':
      return { tone: 'bad', label: t('The access no longer works') };
    case 'scope':
      return { tone: 'bad', label: t('A permission is missing') };
    case 'unknown':
      return { tone: 'attention', label: t('Not known whether it arrived') };
  }
}
