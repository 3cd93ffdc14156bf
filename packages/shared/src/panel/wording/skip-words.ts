import type { z } from 'zod';
import type { SkipCode as SkipCodeSchema } from '../../api/resources.ts';
import type { Translate } from '../translate.ts';

export type SkipCode = z.output<typeof SkipCodeSchema>;

/** Why something was not sent again, and what to do if it should be. */
export function skipWords(code: SkipCode, t: Translate): string {
  switch (code) {
    case 'open':
      return t('It is still on its way.');
    case 'done':
      return t('It arrived already.');
    case 'replayed':
      return t('It was sent again already; see its later delivery.');
    case 'not_sent':
      return t('It was never to be sent: its condition did not hold, or its flow only watched.');
    case 'newer_data':
      return t(
        'Newer data of this contact went out since, which this would overwrite. Choose “also where newer data went out” if that is what you want.',
      );
    case 'flow_gone':
      return t('Its flow is not turned on any more. Turn it on, or send it as the flow was then.');
    case 'step_gone':
      return t('The flow does not have this step any more.');
    case 'no_match':
      return t('As the flow is now, it would not send this.');
    case 'connection_gone':
      return t('Its connection was removed. Connect the destination again, turn on the flow with it, and send it as the flow is now.');
    case 'event_gone':
      return t('What it was made of is no longer kept.');
    case 'event_unreadable':
      return t('This version of Handoff cannot read what was stored.');
    case 'earlier_step':
      return t('It builds on an earlier step that has not run. Send the whole event again.');
    case 'not_found':
      return t('It is not here any more; it may be older than what is kept.');
  }
}
