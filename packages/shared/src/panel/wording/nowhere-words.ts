import type { z } from 'zod';
import type { EventSummary } from '../../api/resources.ts';
import type { Translate } from '../translate.ts';

type Summary = Pick<z.output<typeof EventSummary>, 'state' | 'verdict'>;

/** Why nothing was made of an event to send, in a sentence. */
export function whyNowhere({ state, verdict }: Summary, t: Translate): string {
  if (state === 'received') return t('Nowhere yet: it is being checked.');
  if (state !== 'processed') return t('Nowhere: it is set aside until it is processed.');
  if (verdict === 'accept' || verdict === 'review') {
    return t('Nowhere: no flow that was on wanted it. Turn on a flow for it, then send it again as the flow is now.');
  }
  return t('Nowhere: it was kept back.');
}

/** The same in a word or two, for a line of a list. */
export function nowhereWord({ state, verdict }: Summary, t: Translate): string {
  const wentOn = state === 'processed' && (verdict === 'accept' || verdict === 'review');
  return wentOn ? t('No flow wanted it') : t('Nowhere');
}
