import type { At, UpdateBody } from './requests.ts';

/** Why Google refuses something, in its words. */
export class Refusal extends Error {
  readonly reason: string;
  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface TwinEvent extends UpdateBody {
  id: string;
  sequence: number;
}

/** One calendar and the mails Google sent about its events. */
export class CalendarState {
  readonly zone = 'Europe/Berlin';
  readonly events = new Map<string, TwinEvent>();
  readonly mails: { to: string; about: string }[] = [];

  put(id: string, body: UpdateBody, sequence: number, sendUpdates: string): TwinEvent {
    checkTimes(body.start, body.end);
    const wrong = body.attendees?.find(({ email }) => !/^\S+@\S+\.\S+$/.test(email));
    if (wrong !== undefined) throw new Refusal('invalid', 'Invalid attendee email.');
    const event = { ...body, id, sequence };
    this.events.set(id, event);
    if (sendUpdates !== 'none') for (const { email } of body.attendees ?? []) this.mails.push({ to: email, about: id });
    return event;
  }

  /** As Google answers: moments in the calendar's own zone. */
  show(event: TwinEvent): object {
    const { start, end, ...rest } = event;
    return {
      kind: 'calendar#event',
      htmlLink: `https://www.google.com/calendar/event?eid=${event.id}`,
      iCalUID: `${event.id}@google.com`,
      ...rest,
      start: this.shown(start),
      end: this.shown(end),
    };
  }

  private shown(at: At): object {
    if ('date' in at) return at;
    const ms = momentOf(at);
    const local = clockOf(ms, this.zone);
    const minutes = Math.round((Date.parse(`${local}Z`) - ms) / 60_000);
    const offset = `${minutes < 0 ? '-' : '+'}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
    return { dateTime: `${local}${offset}`, timeZone: at.timeZone ?? this.zone };
  }
}

function checkTimes(start: At, end: At): void {
  if ('date' in start !== 'date' in end) throw new Refusal('invalid', 'Start and end times must either both be date or both be dateTime.');
  if ('date' in start && 'date' in end ? end.date <= start.date : momentOf(end as TimeAt) < momentOf(start as TimeAt))
    throw new Refusal('timeRangeEmpty', 'The specified time range is empty.');
}

type TimeAt = Extract<At, { dateTime: string }>;

function momentOf({ dateTime, timeZone }: TimeAt): number {
  if (/(Z|[+-]\d{2}:\d{2})$/.test(dateTime)) return Date.parse(dateTime);
  if (timeZone === undefined) throw new Refusal('required', 'Missing time zone definition for start time.');
  const wanted = Date.parse(`${dateTime}Z`);
  // Twice, because the zone's offset at the first guess may not be the one that holds.
  const guess = wanted - (Date.parse(`${clockOf(wanted, timeZone)}Z`) - wanted);
  return guess - (Date.parse(`${clockOf(guess, timeZone)}Z`) - wanted);
}

function clockOf(ms: number, zone: string): string {
  const options = {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  } as const;
  const part = Object.fromEntries(new Intl.DateTimeFormat('en', options).formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}`;
}
