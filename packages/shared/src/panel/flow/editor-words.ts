import type { Tone } from '../tone.ts';
import type { Translate } from '../translate.ts';
import type { Flow } from './status.ts';

/** How far what is shown has come: not saved (`isKept`: but kept by the browser), a draft, live. `flow` is null for one nobody has saved. */
export function saveStateWords(
  flow: Pick<Flow, 'draft' | 'shadow'> | null,
  { isEdited, isKept, isEmpty }: { isEdited: boolean; isKept: boolean; isEmpty: boolean },
  t: Translate,
): string {
  if (isEmpty) return t('Add a step, then save.');
  if (isEdited && !isKept) return t('Not saved yet.');
  if (isEdited) return t('Not saved yet. Your changes are kept in this browser until you save or discard them.');
  if (flow === null || flow.draft !== null) return t('Saved as a draft. Nothing live has changed.');
  return flow.shadow !== null ? t('All saved; this version watches.') : t('All saved and live.');
}

/** What became of one step of a test. */
export function testStateWords(state: 'succeeded' | 'failed' | 'skipped', t: Translate): { tone: Tone; label: string } {
  switch (state) {
    case 'succeeded':
      return { tone: 'good', label: t('Sent') };
    case 'failed':
      return { tone: 'bad', label: t('Failed') };
    case 'skipped':
      return { tone: 'quiet', label: t('Not run') };
  }
}

/** The address of the record a step made, where its result names one that a browser may open. */
export function recordUrl(result: unknown): string | undefined {
  const url = typeof result === 'object' && result !== null && 'url' in result ? result.url : undefined;
  return typeof url === 'string' && /^https?:\/\//.test(url) ? url : undefined;
}
