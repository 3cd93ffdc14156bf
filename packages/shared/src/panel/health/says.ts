import type { ConnectionHealth, FlowHealth, SourceHealth } from '../../api/health.ts';
import { fill, type Translate } from '../translate.ts';
import { agoWords, spanWords } from './times.ts';

type Said<Item> = Omit<Item, 'says'>;

/** How a source is, in one plain sentence. `now` is epoch milliseconds. */
export function sourceSays(source: Said<SourceHealth>, now: number, t: Translate): string {
  if (source.lastEventAt === null) return t('Nothing has come in yet.');
  const since = now - Date.parse(source.lastEventAt);
  if (source.quiet !== null && since > source.quiet.usualGapMinutes * 60_000) {
    return fill(t('Nothing for {since}; at this time of the week something usually comes within {gap}.'), {
      since: spanWords(since, t),
      gap: spanWords(source.quiet.usualGapMinutes * 60_000, t),
    });
  }
  return lastAndUsual(fill(t('Last heard from {ago}'), { ago: agoWords(since, t) }), source.usual, t);
}

/** How a flow is, in one plain sentence. */
export function flowSays(flow: Said<FlowHealth>, now: number, t: Translate): string {
  if (flow.runs === 'off') return t('Not turned on.');
  if (flow.runs === 'shadow') return t('Shows what it would send, and sends nothing.');
  return worksSays(flow, now, t);
}

/** How a connection is, in one plain sentence. */
export function connectionSays(connection: Said<ConnectionHealth>, now: number, t: Translate): string {
  const { hold } = connection;
  if (hold !== null && hold.message !== '') return hold.message;
  return worksSays(connection, now, t);
}

function worksSays(
  { lastSuccessAt, usual, last24h, backlog }: Said<FlowHealth> | Said<ConnectionHealth>,
  now: number,
  t: Translate,
): string {
  if (backlog.oldestAt !== null && now - Date.parse(backlog.oldestAt) > 5 * 60_000) {
    const waits = { count: backlog.more ? `${backlog.count}+` : backlog.count, since: spanWords(now - Date.parse(backlog.oldestAt), t) };
    return backlog.count === 1 ? fill(t('One waits, for {since}.'), waits) : fill(t('{count} wait, the oldest for {since}.'), waits);
  }
  if (isFailing({ last24h })) {
    return fill(t('{failed} of {all} tries failed in the last 24 hours.'), {
      failed: last24h.failed,
      all: last24h.failed + last24h.worked,
    });
  }
  if (lastSuccessAt === null) return t('Nothing has gone through yet.');
  return lastAndUsual(fill(t('Last success {ago}'), { ago: agoWords(now - Date.parse(lastSuccessAt), t) }), usual, t);
}

/** Whether so many of the last day's tries failed that it is worth a look: a tenth, and more than a few. */
export function isFailing({ last24h: { worked, failed } }: Pick<FlowHealth, 'last24h'>): boolean {
  return failed >= 3 && failed >= (worked + failed) / 10;
}

function lastAndUsual(last: string, { perHourNow, perDay }: SourceHealth['usual'], t: Translate): string {
  if (perHourNow !== null && perHourNow >= 1)
    return fill(t('{last}; usually about {count} an hour at this time.'), { last, count: round(perHourNow) });
  if (perDay !== null && perDay >= 1) return fill(t('{last}; usually about {count} a day.'), { last, count: round(perDay) });
  if (perDay !== null && perDay * 7 >= 1) return fill(t('{last}; usually about {count} a week.'), { last, count: round(perDay * 7) });
  return `${last}.`;
}

/** 3, 12, 130, 2000: as exact as a person would say it. */
function round(count: number): number {
  const step = count < 20 ? 1 : count < 200 ? 5 : count < 2000 ? 50 : 500;
  return Math.round(count / step) * step;
}
