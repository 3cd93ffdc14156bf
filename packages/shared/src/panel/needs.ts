import { type AlertSeverity, alertTitle } from './alerts/words.ts';
import { connectionState } from './connection-state.ts';
import { fill, type Translate } from './translate.ts';

/** Where a thing that needs a person is dealt with; each panel knows its own addresses. */
export type NeedPlace = { screen: 'dead' | 'uncertain' | 'quarantine' | 'parked' | 'alerts' } | { screen: 'connection'; id: string };

/** One thing that waits for a person. */
export interface Need {
  key: string;
  tone: 'bad' | 'attention';
  /** How many of them; null where it is one thing. */
  count: number | null;
  title: string;
  /** What it means and what to do. */
  text: string;
  /** The one thing to press. */
  todo: string;
  place: NeedPlace;
}

interface Health {
  events: { quarantined: number; parked: number };
  deliveries: { dead: number; uncertain: number };
  connections: readonly { id: string; name: string; hold: Parameters<typeof connectionState>[0]['hold']; authorized?: boolean }[];
  alerts: readonly { id: string; kind: string; severity: AlertSeverity; message: string; fix: string; about: { name: string | null } }[];
}

/** What the server knows that needs a person, what is worst first. */
export function needsOf({ events, deliveries, connections, alerts }: Health, t: Translate): Need[] {
  const needs: Need[] = connections.flatMap((connection) => {
    const { id, name } = connection;
    const { tone, label, detail, todo } = connectionState(connection, t);
    if (todo === 'nothing' || todo === 'wait') return [];
    return [
      {
        key: `connection:${id}`,
        tone: tone === 'bad' ? ('bad' as const) : ('attention' as const),
        count: null,
        title: fill('{name}: {state}', { name, state: label }),
        text: detail ?? t('What is meant for it waits.'),
        todo: todo === 'mend' ? t('Reconnect') : todo === 'sign_in' ? t('Sign in') : t('Look at it'),
        place: { screen: 'connection' as const, id },
      },
    ];
  });
  // An alert says no more than the hold or the count it is about, which are listed by themselves.
  const shown = new Set<string>(connections.flatMap(({ hold }) => hold?.kind ?? []));
  if (deliveries.dead > 0) shown.add('dead_letter');
  if (deliveries.uncertain > 0) shown.add('uncertain');
  needs.push(
    ...alerts
      // What is only worth putting in order is on the page of health.
      .filter(({ kind, severity }) => severity !== 'finding' && !shown.has(kind))
      .map(({ id, kind, severity, message, fix, about }) => ({
        key: `alert:${id}`,
        tone: severity === 'problem' ? ('bad' as const) : ('attention' as const),
        count: null,
        title: about.name === null ? alertTitle(kind, t) : fill('{name}: {state}', { name: about.name, state: alertTitle(kind, t) }),
        text: `${message} ${fix}`.trim(),
        todo: t('See the alert'),
        place: { screen: 'alerts' as const },
      })),
  );
  const counted = (count: number, need: Omit<Need, 'count'>) => {
    if (count > 0) needs.push({ ...need, count });
  };
  counted(deliveries.dead, {
    key: 'dead',
    tone: 'bad',
    title: t('Could not be delivered'),
    text: t('They were tried and cannot succeed as they are. See why, mend it, and send them again.'),
    todo: t('See why'),
    place: { screen: 'dead' },
  });
  counted(deliveries.uncertain, {
    key: 'uncertain',
    tone: 'attention',
    title: t('Not known whether they arrived'),
    text: t('The other system did not answer in time. Look there; if something is missing, send it again.'),
    todo: t('Check them'),
    place: { screen: 'uncertain' },
  });
  counted(events.quarantined, {
    key: 'quarantine',
    tone: 'attention',
    title: t('Kept back as probable spam'),
    text: t('Nothing is deleted: let go what is real.'),
    todo: t('Look through them'),
    place: { screen: 'quarantine' },
  });
  counted(events.parked, {
    key: 'parked',
    tone: 'attention',
    title: t('Of a kind the server does not know yet'),
    text: t('They are kept. Update the server, then process them.'),
    todo: t('See them'),
    place: { screen: 'parked' },
  });
  return [...needs.filter(({ tone }) => tone === 'bad'), ...needs.filter(({ tone }) => tone !== 'bad')];
}
