import type { EventBody, MailBody, TwinContact } from './requests.ts';

/** Why Microsoft refuses something, in its words. */
export class Refusal extends Error {
  readonly status: 400 | 404 | 409;
  readonly code: string;
  constructor(status: 400 | 404 | 409, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface TwinEvent extends EventBody {
  id: string;
}

/** One mailbox: its calendar, its contacts, and what it sent. */
export class Mailbox {
  readonly events: TwinEvent[] = [];
  readonly contacts: TwinContact[] = [];
  readonly mails: MailBody['message'][] = [];
  readonly invitations: { to: string; about: string }[] = [];

  /** The same transactionId with the same content is the same event; with other content it is refused. */
  addEvent(body: EventBody, alter: (event: EventBody) => EventBody): TwinEvent {
    const zones = [body.start.timeZone, body.end.timeZone];
    for (const zone of zones)
      if (!isZone(zone)) throw new Refusal(400, 'TimeZoneNotSupportedException', `A valid TimeZone value must be specified: ${zone}`);
    if (momentOf(body.end) < momentOf(body.start))
      throw new Refusal(400, 'ErrorCalendarEndDateIsEarlierThanStartDate', 'The end date is earlier than the start date.');
    const midnight = body.start.dateTime.endsWith('T00:00:00') && body.end.dateTime.endsWith('T00:00:00');
    if (body.isAllDay && !midnight)
      throw new Refusal(400, 'ErrorInvalidRequest', 'The Event.Start and Event.End of an all-day event must be midnight.');
    const kept = alter(body);
    const before = this.events.find(({ transactionId }) => transactionId === body.transactionId);
    if (before !== undefined) {
      const { id: _, ...content } = before;
      if (JSON.stringify(content) === JSON.stringify(kept)) return before;
      throw new Refusal(
        409,
        'ErrorDuplicateTransactionId',
        'The TransactionId specified in the request has already been used to create a different event.',
      );
    }
    const event = { ...kept, id: `AAMkEvent${this.events.length + 1}` };
    this.events.push(event);
    // Microsoft always mails the guests of a new event.
    for (const { emailAddress } of event.attendees ?? []) this.invitations.push({ to: emailAddress.address, about: event.id });
    return event;
  }

  /** As asked for by `Prefer`: moments in UTC, the body as text. */
  show({ transactionId, start, end, body, ...event }: TwinEvent): object {
    const at = (time: EventBody['start']) => ({
      dateTime: `${new Date(momentOf(time)).toISOString().slice(0, 19)}.0000000`,
      timeZone: 'UTC',
    });
    const webLink = `https://outlook.office365.com/owa/?itemid=${event.id}`;
    return {
      ...event,
      transactionId,
      webLink,
      body: { contentType: 'text', content: `${body?.content ?? ''}\r\n` },
      start: at(start),
      end: at(end),
    };
  }

  findContacts(filter: string): TwinContact[] {
    const email = /^emailAddresses\/any\(a:a\/address eq '((?:[^']|'')+)'\)$/.exec(filter)?.[1]?.replaceAll("''", "'").toLowerCase();
    if (email !== undefined)
      return this.contacts.filter(({ emailAddresses }) => emailAddresses.some(({ address }) => address.toLowerCase() === email));
    const own = /^singleValueExtendedProperties\/any\(ep: ep\/id eq '([^']+)' and ep\/value eq '([^']+)'\)$/.exec(filter);
    if (own === null) throw new Refusal(400, 'ErrorInvalidUrlQueryFilter', 'The query filter contains one or more invalid nodes.');
    return this.contacts.filter(({ singleValueExtendedProperties: all }) =>
      all?.some(({ id, value }) => id === own[1] && value === own[2]),
    );
  }
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

function momentOf({ dateTime, timeZone }: EventBody['start']): number {
  const wanted = Date.parse(`${dateTime}Z`);
  // Twice, because the zone's offset at the first guess may not be the one that holds.
  const guess = wanted - (clockOf(wanted, timeZone) - wanted);
  return guess - (clockOf(guess, timeZone) - wanted);
}

/** What the clock of a zone shows, as if it stood in UTC. */
function clockOf(ms: number, zone: string): number {
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
  return Date.parse(`${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`);
}
