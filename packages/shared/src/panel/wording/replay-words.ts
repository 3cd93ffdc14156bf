import type { z } from 'zod';
import type { EventSummary } from '../../api/resources.ts';
import type { Translate } from '../translate.ts';

/** How what is meant stands: what failed, what nobody knows of, what arrived, or all of some events, with uncertain ones among them or not. */
export type ReplayOf = 'failed' | 'uncertain' | 'arrived' | 'events' | 'events_uncertain';

export interface Note {
  text: string;
  isWarning: boolean;
}

/** What sending again does, and what may come of it. */
export function replayNotes(of: ReplayOf, t: Translate): Note[] {
  const says = (text: string): Note => ({ text, isWarning: false });
  const warns = (text: string): Note => ({ text, isWarning: true });
  switch (of) {
    case 'failed':
      return [says(t('It is tried again from the start.'))];
    case 'arrived':
      return [
        says(
          t(
            'It arrived already. Where the destination knows its records by a key, the same record is updated; a message is sent a second time.',
          ),
        ),
      ];
    case 'uncertain':
      return [warns(t('Look at the destination first: if it arrived after all, the destination may then have it twice.'))];
    case 'events':
    case 'events_uncertain':
      return [
        says(t('Only what has not arrived is sent. What arrived already is not sent a second time.')),
        ...(of === 'events_uncertain'
          ? [warns(t('Of some of it nobody knows whether it arrived: it is sent too, and the destination may then have it twice.'))]
          : []),
      ];
  }
}

type Kept = Pick<z.output<typeof EventSummary>, 'reasons' | 'verdict'>;

/** What has to be known before events that were kept back are let go. */
export function releaseNotes(events: readonly Kept[], t: Translate): Note[] {
  const has = (rule: string) => events.some(({ reasons }) => reasons.some((reason) => reason.rule === rule));
  const is = (verdict: Kept['verdict']) => events.some((event) => event.verdict === verdict);
  return [
    ...(has('test') ? [t('A test among them is made up: it goes to your live destinations like a real one.')] : []),
    ...(is('duplicate') ? [t('The first of each duplicate went on already: the destination may then have it twice.')] : []),
    ...(has('silent_import') ? [t('What was imported from the past is sent as if it had just happened.')] : []),
  ]
    .map((text) => ({ text, isWarning: true }))
    .concat(is('quarantine') ? [{ text: t('It is also marked as not spam.'), isWarning: false }] : []);
}
