import type { z } from 'zod';
import type { EventSummary } from '../../api/resources.ts';
import type { Tone } from '../tone.ts';
import type { Translate } from '../translate.ts';

export interface EventStateWords {
  tone: Tone;
  label: string;
  /** What it means and what can be done; null where there is nothing to say. */
  text: string | null;
}

type Summary = z.output<typeof EventSummary>;
type Judged = Pick<Summary, 'state' | 'verdict' | 'reasons' | 'marked' | 'processError'>;

const has = (event: Pick<Summary, 'reasons'>, rule: string) => event.reasons.some((reason) => reason.rule === rule);

/** Whether the site is only watched yet: its verdicts are shown and none is acted on. */
export const isObserved = (event: Pick<Summary, 'reasons'>) => has(event, 'observe_mode');

/** What was decided about an event, in a word and a sentence. */
export function eventStateWords(event: Judged, t: Translate): EventStateWords {
  switch (event.state) {
    case 'received':
      return event.processError === null
        ? { tone: 'busy', label: t('Being checked'), text: t('It is kept. The check for spam and doubles comes next, by itself.') }
        : { tone: 'attention', label: t('Check failed'), text: t('It is kept, and the check is tried again by itself.') };
    case 'parked':
      return {
        tone: 'attention',
        label: t('Unknown kind'),
        text: t('The server does not know this kind of event yet. It is kept: update the server, then process it.'),
      };
    case 'revision':
      return {
        tone: 'attention',
        label: t('Changed copy'),
        text: t(
          'The same thing came before, with other content. Both are kept; only the first was processed. Process this one too if it is wanted.',
        ),
      };
    case 'processed':
      return verdictWords(event, t);
  }
}

function verdictWords(event: Judged, t: Translate): EventStateWords {
  switch (event.verdict) {
    case 'review':
      return event.marked === 'not_spam'
        ? accepted(event, t)
        : {
            tone: 'attention',
            label: t('Accepted, take a look'),
            text: t('It went on. Something about it was unusual, so it is flagged for a look.'),
          };
    case 'quarantine':
      return event.marked === 'spam'
        ? { tone: 'quiet', label: t('Spam'), text: t('You said that this is spam. Nothing of it was sent.') }
        : {
            tone: 'attention',
            label: t('Kept back'),
            text: t('It looks like spam, so nothing of it was sent. If it is real, let it go on.'),
          };
    case 'suppress':
      return suppressed(event, t);
    case 'duplicate':
      return { tone: 'quiet', label: t('Duplicate'), text: t('The same was sent a moment before and went on. This copy was kept back.') };
    case 'accept':
    case null:
      return accepted(event, t);
  }
}

function accepted(event: Judged, t: Translate): EventStateWords {
  if (has(event, 'released')) return { tone: 'good', label: t('Was let go'), text: t('It was kept back, and somebody let it go on.') };
  if (isObserved(event) && event.marked !== 'not_spam') {
    return {
      tone: 'good',
      label: t('Accepted, only watching'),
      text: t('Handoff only watches this site so far: it shows what it would keep back, and keeps back nothing.'),
    };
  }
  return { tone: 'good', label: t('Accepted'), text: null };
}

function suppressed(event: Judged, t: Translate): EventStateWords {
  if (has(event, 'test'))
    return { tone: 'quiet', label: t('A test'), text: t('A test is kept and shown; nothing of it is sent to live destinations.') };
  if (has(event, 'silent_import'))
    return { tone: 'quiet', label: t('Imported'), text: t('It was imported silently: kept for the record, not sent.') };
  if (has(event, 'erased'))
    return { tone: 'quiet', label: t('Erased'), text: t('Its personal data were erased before anything was sent.') };
  return { tone: 'quiet', label: t('Not to be sent'), text: t('There is a reason not to send it; it is named below.') };
}
