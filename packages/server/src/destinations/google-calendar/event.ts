import { createHash } from 'node:crypto';
import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { DestinationFailure, type CallContext, type Performed, type VendorResponse } from '../kit/index.ts';
import { eventShape } from '../kit/event-shape.ts';
import { readWhen, wallClock, type When } from '../kit/when.ts';
import type { Settings } from './settings.ts';

/** What every event is made of. */
export const EVENT_SHAPE = eventShape({ title: 1000, place: 1000 });
const EventFields = z.object(EVENT_SHAPE);
export type EventFields = z.infer<typeof EventFields>;

/** A moment as Google tells it. */
const Moment = z.looseObject({ date: z.string().optional(), dateTime: z.string().optional() });

export const CalendarEvent = z.looseObject({
  id: z.string(),
  status: z.string().optional(),
  htmlLink: z.string().optional(),
  sequence: z.int().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  start: Moment.optional(),
  end: Moment.optional(),
  attendees: z.array(z.looseObject({ email: z.string().optional() })).optional(),
});
export type CalendarEvent = z.infer<typeof CalendarEvent>;

/** The event in Google's form, and when it takes place. */
export interface Draft {
  body: Record<string, unknown> & { summary: string; description?: string; location?: string };
  when: When;
  guests: string[];
}

export function draftOf(ctx: CallContext<Settings>, fields: EventFields, guests: string[] = []): Draft {
  const zone = fields.timeZone ?? ctx.settings.timeZone;
  const when = readWhen({ start: fields.start, end: fields.end, minutes: ctx.settings.minutes, zone });
  const at = (text: string) => {
    if (when.kind === 'days') return { date: text };
    const timeZone = when.kind === 'local' ? when.zone : zone;
    return { dateTime: text, ...(timeZone === undefined ? {} : { timeZone }) };
  };
  const body = {
    summary: fields.title,
    ...(fields.description === undefined ? {} : { description: withoutTags(fields.description) }),
    ...(fields.location === undefined ? {} : { location: fields.location }),
    start: at(when.start),
    end: at(when.end),
    ...(guests.length === 0 ? {} : { attendees: guests.map((email) => ({ email })) }),
    extendedProperties: { private: { handoffEvent: ctx.eventId } },
  };
  return { body, when, guests };
}

/** Google shows descriptions as HTML: what a visitor typed must not become a link in the owner's calendar. */
function withoutTags(text: string): string {
  return text.replaceAll(/<(?=[a-z/!])/gi, '&lt;');
}

/**
 * The same for every try of one delivery, and made of the event's number: letters a to v and digits, which is all that
 * Google takes (base32hex).
 */
export function eventIdOf(ctx: Pick<CallContext, 'idempotencyKey'>): string {
  const digest = createHash('sha256').update(ctx.idempotencyKey).digest();
  const bits = Array.from(digest, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return `handoff${(bits.match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2).toString(32)).join('')}`;
}

export function readEvent(response: VendorResponse): CalendarEvent {
  const parsed = CalendarEvent.safeParse(response.json);
  if (parsed.success) return parsed.data;
  throw new DestinationFailure({
    kind: 'unknown',
    code: 'unexpected_answer',
    message: 'Something other than Google Calendar seems to have answered. It will be tried again; an event that is there is not doubled.',
  });
}

export function told(event: CalendarEvent, draft: Draft, effect: NonNullable<Performed['effect']>): Performed {
  const changed = differences(event, draft);
  return {
    id: event.id,
    ...(event.htmlLink === undefined ? {} : { url: event.htmlLink }),
    output: { id: event.id, ...(event.htmlLink === undefined ? {} : { url: event.htmlLink }) },
    effect,
    ...(changed.length === 0 ? {} : { differences: changed }),
  };
}

/** What Google keeps otherwise than it was sent. */
function differences(event: CalendarEvent, { body, when, guests }: Draft): Problem[] {
  const changed = (path: string, what: string): Problem => ({ path, message: `Google Calendar keeps another ${what} than was sent.` });
  const missing = guests.filter((guest) => !(event.attendees ?? []).some(({ email }) => email?.toLowerCase() === guest.toLowerCase()));
  return [
    ...(event.summary === body.summary ? [] : [changed('/title', 'title')]),
    ...((event.description ?? '') === (body.description ?? '') ? [] : [changed('/description', 'description')]),
    ...((event.location ?? '') === (body.location ?? '') ? [] : [changed('/location', 'place')]),
    ...(isAt(event.start, when.start, when) ? [] : [changed('/start', 'start')]),
    ...(isAt(event.end, when.end, when) ? [] : [changed('/end', 'end')]),
    ...missing.map((guest) => ({ path: '/attendees', message: `Google Calendar left out the guest ${guest}.` })),
  ];
}

/** Google answers in the calendar's own zone, whichever one was sent. */
function isAt(kept: z.infer<typeof Moment> | undefined, sent: string, when: When): boolean {
  if (when.kind === 'days') return kept?.date === sent;
  const ms = Date.parse(kept?.dateTime ?? '');
  if (Number.isNaN(ms)) return false;
  return when.kind === 'moments' ? ms === Date.parse(sent) : wallClock(ms, when.zone) === sent;
}
