import type { Tone } from '../tone.ts';
import type { Translate } from '../translate.ts';

/** What kind of thing happened, for the entry's mark and heading; the entry's own message says the rest. */
export function timelineWords(kind: string, t: Translate): { tone: Tone; label: string } {
  return words(t)[kind] ?? { tone: 'quiet', label: kind.replaceAll('_', ' ') };
}

function words(t: Translate): Record<string, { tone: Tone; label: string }> {
  return {
    received: { tone: 'good', label: t('Received') },
    revision: { tone: 'attention', label: t('Came again, changed') },
    parked: { tone: 'attention', label: t('Of an unknown kind') },
    process_failed: { tone: 'attention', label: t('Check failed') },
    verdict: { tone: 'good', label: t('Checked') },
    released: { tone: 'good', label: t('Was let go') },
    queued: { tone: 'busy', label: t('To be sent') },
    replayed: { tone: 'busy', label: t('To be sent again') },
    skipped: { tone: 'quiet', label: t('Left out') },
    shadow: { tone: 'quiet', label: t('Only shown') },
    attempt: { tone: 'busy', label: t('Tried') },
    succeeded: { tone: 'good', label: t('Arrived') },
    confirmed: { tone: 'good', label: t('Arrived, says a person') },
    dead: { tone: 'bad', label: t('Failed') },
    uncertain: { tone: 'attention', label: t('Not known') },
    cancelled: { tone: 'quiet', label: t('Cancelled') },
    erased: { tone: 'quiet', label: t('Personal data erased') },
  };
}
