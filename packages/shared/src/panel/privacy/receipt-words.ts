import type { PersonReceipt } from '../../api/privacy.ts';
import { fill, type Translate } from '../translate.ts';

type Destination = PersonReceipt['destinations'][number];

/** What was done here, one sentence each; what there was none of is left out. */
export function doneWords({ kind, of, counts }: Pick<PersonReceipt, 'kind' | 'of' | 'counts'>, t: Translate): string[] {
  const isErasure = kind === 'erasure';
  const lines: [number, string][] = [
    [counts.events, isErasure ? t('Contents of events erased: {count}') : t('Events handed out: {count}')],
    [counts.deliveries, isErasure ? t('What was sent to destinations erased: {count}') : t('Records sent to destinations: {count}')],
    [counts.attempts, isErasure ? t('Requests and answers erased: {count}') : t('Requests to destinations: {count}')],
    [counts.cancelled, t('Not sent any more: {count}')],
    [counts.records, isErasure ? t('Entries about who they are erased: {count}') : t('Persons they are known as: {count}')],
    [counts.screening, t('What the spam filter remembered of them erased: {count}')],
    [counts.shops, t('Webhooks and checkouts of your shop erased: {count}')],
    [counts.alerts, t('Alerts that quoted them emptied: {count}')],
  ];
  const said = lines.filter(([count]) => count > 0).map(([count, text]) => fill(text, { count }));
  if (said.length > 0) return said;
  return [of === 'source' ? t('Nothing was left here to erase.') : t('Nothing of this person was found here.')];
}

/** How it stands with what one destination holds. */
export function destinationWords({ state, message, certain, doneBy }: Destination, t: Translate): string {
  if (state === 'done') {
    if (doneBy !== null) return fill(t('Erased there by hand, says {person}'), { person: personOf(doneBy) });
    return message === null ? t('Erased there') : fill(t('Erased there. {what}'), { what: message });
  }
  if (state === 'stays') return t('What was sent there stays: it belongs to the business');
  if (state === 'asked') return t('Asked to erase them; it has not answered yet');
  const why = message === null ? t('Has to be erased there by hand.') : fill(t('Has to be erased there by hand: {why}'), { why: message });
  return certain ? why : `${why} ${t('It is not known whether the record arrived there.')}`;
}

/** What stays after an erasure, and why. */
export function staysWords({ kind, of, contentsSince }: Pick<PersonReceipt, 'kind' | 'of' | 'contentsSince'>, t: Translate): string[] {
  if (kind === 'export') return [];
  if (of === 'source') return [eventsStay(t)];
  const older =
    contentsSince === null
      ? []
      : [
          fill(
            t(
              'What was received before {day} had lost its contents already, so nobody can tell any more what was sent of this person before then. Look for them by hand in the destinations that were in use.',
            ),
            { day: contentsSince.slice(0, 10) },
          ),
        ];
  return [
    eventsStay(t),
    t(
      'What the spam filter has learned, as weights of hashes from which no word can be read. It learns anew without this person’s messages.',
    ),
    t('This receipt. The person is in it only as a digest that this server alone can make.'),
    ...older,
  ];
}

const eventsStay = (t: Translate) =>
  t(
    'That events were here, with their kind and time, so that counts stay true and the same event is known when it comes again. Nothing in it says who it was.',
  );

/** The prefix tells a site's people from API tokens, and only disturbs people. */
export function personOf(by: string): string {
  return by.replace(/^(panel|token|member):/, '');
}
