import type { Tone } from '@handoff/shared/panel';
import { __ } from '../../../app/i18n.ts';
import type { WaitingRow } from '../data/types.ts';

/** How it is with an event that this site keeps, in a word and a sentence. */
export function rowWords({ state, attempts }: Pick<WaitingRow, 'state' | 'attempts'>): { tone: Tone; label: string; text: string } {
  switch (state) {
    case 'pending':
      return attempts === 0
        ? {
            tone: 'busy',
            label: __('Waits on this site', 'handoff'),
            text: __('It is kept here and handed to the server next, by itself.', 'handoff'),
          }
        : {
            tone: 'attention',
            label: __('Waits, tried before', 'handoff'),
            text: __('It is kept here and tried again by itself.', 'handoff'),
          };
    case 'leased':
      return { tone: 'busy', label: __('Being sent', 'handoff'), text: __('It is on its way to the server right now.', 'handoff') };
    case 'refused':
      return {
        tone: 'bad',
        label: __('Not taken', 'handoff'),
        text: __(
          'The server did not take it as it is. It stays here until you decide: send it again once the reason is mended, or discard it.',
          'handoff',
        ),
      };
    case 'expired':
      return {
        tone: 'bad',
        label: __('Given up', 'handoff'),
        text: __(
          'It was tried for seven days. It stays here until you decide: send it again when the server is back, or discard it.',
          'handoff',
        ),
      };
    case 'delivered':
      return {
        tone: 'good',
        label: __('Handed to the server', 'handoff'),
        text: __('The server has it; this is the copy this site still keeps.', 'handoff'),
      };
  }
}

/** What stands above a list of such events. */
export function listWords(state: 'refused' | 'expired' | 'pending'): string {
  switch (state) {
    case 'refused':
      return __(
        'The server did not take these as they are. They stay here until you decide: send them again once the reason is mended, or discard them.',
        'handoff',
      );
    case 'expired':
      return __(
        'These were tried for seven days. They stay here until you decide: send them again when the server is back, or discard them.',
        'handoff',
      );
    case 'pending':
      return __('These are kept on this site and handed to the server by themselves, as soon as it takes them.', 'handoff');
  }
}

/** How it came to be captured. */
export function originWords(origin: WaitingRow['origin']): string {
  switch (origin) {
    case 'hook':
      return __('Captured when it was sent', 'handoff');
    case 'gap_scan':
      return __('Found by the check for missed submissions', 'handoff');
    case 'backfill':
      return __('Imported from the past', 'handoff');
    case 'api':
      return __('Handed over by other code on this site', 'handoff');
    case 'test':
      return __('A test', 'handoff');
    case 'file':
      return __('Kept in a file while the database did not take it', 'handoff');
  }
}

/** What can still be decided about it. */
export const canRetry = ({ state }: Pick<WaitingRow, 'state'>) => state === 'refused' || state === 'expired' || state === 'pending';
export const canDiscard = canRetry;
