import type { z } from 'zod';
import type { EventListItem } from '../../api/resources.ts';
import type { Translate } from '../translate.ts';
import { deliveryStateWord } from '../wording/delivery-words.ts';
import { eventStateWords } from '../wording/event-words.ts';
import { evidenceWords } from '../wording/evidence-words.ts';
import { ruleTitle } from '../wording/rule-titles.ts';
import { aboutEvent } from './about.ts';
import { toCsv } from './csv.ts';

interface ExportNames {
  t: Translate;
  locale: string;
  source: (sourceId: string) => string;
  connection: (connectionId: string) => string;
}

/** The list as a file: one row an event, as the screen shows it. */
export function exportEvents(events: readonly z.output<typeof EventListItem>[], { t, locale, source, connection }: ExportNames): string {
  const head = [
    t('Received'),
    t('Happened'),
    t('What'),
    t('Which'),
    t('Person'),
    t('Verdict'),
    t('Score'),
    t('Reasons'),
    t('Marked'),
    t('Deliveries'),
    t('Source'),
    t('Event ID'),
  ];
  const rows = events.map((event) => {
    const { kind, title } = aboutEvent(event.type, event.envelope, t);
    return [
      event.receivedAt,
      event.occurredAt,
      kind,
      title,
      event.contact,
      eventStateWords(event, t).label,
      event.score,
      event.reasons.map(({ rule, evidence }) => `${ruleTitle(rule, t)}: ${evidenceWords(evidence, t, locale)}`).join(' | '),
      event.marked === null ? null : event.marked === 'spam' ? t('Spam') : t('Not spam'),
      event.targets.map((target) => `${connection(target.connectionId)}: ${deliveryStateWord(target.state, t).label}`).join(' | '),
      source(event.sourceId),
      event.id,
    ];
  });
  return toCsv([head, ...rows]);
}
