import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { eventShape } from '../kit/event-shape.ts';
import { readWhen, wallClock, type When } from '../kit/when.ts';
import { deliveryKey, isSameText, parseAnswer, PREFER } from './api.ts';
import { DUPLICATE_TRANSACTION } from './classify.ts';
import { eventMapping, invitationMapping } from './default-mapping.ts';
import type { Settings } from './settings.ts';

const SHAPE = eventShape({ title: 255, place: 255 });
const EventPayload = z.strictObject(SHAPE);
type EventPayload = z.infer<typeof EventPayload>;

const Guest = z.email({ error: 'This is not an e-mail address, so nobody can be invited by it.' });
const InvitationPayload = z.strictObject({
  ...SHAPE,
  attendees: z
    .union([Guest, z.array(Guest).min(1).max(500, 'Microsoft 365 takes at most 500 guests.')])
    .meta({ title: 'Guests', field: 'list', description: 'Their e-mail addresses. Microsoft 365 always mails them an invitation.' }),
});

const SCOPES = ['Calendars.ReadWrite', 'User.Read'];

export const createEvent = defineOperation<Settings, EventPayload>({
  title: 'Add an event',
  description: 'Adds an event to your Outlook calendar. Nobody is invited and nobody is mailed.',
  payload: EventPayload,
  scopes: SCOPES,
  dedupe: 'request-key',
  perform: async (ctx, payload) => makeEvent(ctx, payload, []),
  defaultMapping: eventMapping,
});

export const inviteToEvent = defineOperation<Settings, z.infer<typeof InvitationPayload>>({
  title: 'Add an event and invite guests',
  description: 'Adds an event to your Outlook calendar, with guests, whom Microsoft 365 invites by e-mail.',
  payload: InvitationPayload,
  scopes: SCOPES,
  dedupe: 'request-key',
  messages: true,
  perform: async (ctx, { attendees, ...fields }) => {
    const guests = [...new Map([attendees].flat().map((email) => [email.toLowerCase(), email])).values()];
    return makeEvent(ctx, fields, guests);
  },
  defaultMapping: invitationMapping,
});

const At = z.looseObject({ dateTime: z.string() });
const GraphEvent = z.looseObject({
  id: z.string(),
  webLink: z.string().optional(),
  subject: z.string().nullish(),
  isAllDay: z.boolean().nullish(),
  body: z.looseObject({ content: z.string().nullish() }).nullish(),
  location: z.looseObject({ displayName: z.string().nullish() }).nullish(),
  start: At.nullish(),
  end: At.nullish(),
  attendees: z.array(z.looseObject({ emailAddress: z.looseObject({ address: z.string().nullish() }).nullish() })).nullish(),
});
type GraphEvent = z.infer<typeof GraphEvent>;

/** Microsoft remembers the transactionId with the event: a repeat answers with the event that is there. */
async function makeEvent(ctx: CallContext<Settings>, fields: EventPayload, guests: string[]): Promise<Performed> {
  const { calendar, minutes } = ctx.settings;
  const zone = fields.timeZone ?? ctx.settings.timeZone;
  const when = readWhen({ start: fields.start, end: fields.end, minutes, zone });
  const json = { ...bodyOf(fields, when, zone, guests), transactionId: deliveryKey(ctx) };
  const path = calendar === undefined ? '/v1.0/me/events' : `/v1.0/me/calendars/${encodeURIComponent(calendar)}/events`;
  try {
    const event = parseAnswer(GraphEvent, await ctx.call({ method: 'POST', path, headers: { prefer: PREFER }, json }));
    const changed = differences(event, fields, when, guests);
    return {
      id: event.id,
      ...(event.webLink === undefined ? {} : { url: event.webLink }),
      output: { id: event.id, ...(event.webLink === undefined ? {} : { url: event.webLink }) },
      effect: 'created',
      ...(changed.length === 0 ? {} : { differences: changed }),
    };
  } catch (error) {
    if (!(error instanceof DestinationFailure) || !('code' in error.classification) || error.classification.code !== DUPLICATE_TRANSACTION)
      throw error;
    const message = 'An event was made from this before, with other content. It was left as it is in Outlook.';
    return { effect: 'unchanged', differences: [{ path: '/title', message }] };
  }
}

function bodyOf(fields: EventPayload, when: When, zone: string | undefined, guests: string[]): object {
  const at = (text: string) => {
    if (when.kind === 'local') return { dateTime: text, timeZone: when.zone };
    if (when.kind === 'moments') return { dateTime: text.replace(/Z$/, ''), timeZone: 'UTC' };
    return { dateTime: `${text}T00:00:00`, timeZone: zone ?? 'UTC' };
  };
  return {
    subject: fields.title,
    ...(fields.description === undefined ? {} : { body: { contentType: 'text', content: fields.description } }),
    ...(fields.location === undefined ? {} : { location: { displayName: fields.location } }),
    start: at(when.start),
    end: at(when.end),
    isAllDay: when.kind === 'days',
    ...(guests.length === 0 ? {} : { attendees: guests.map((address) => ({ emailAddress: { address }, type: 'required' })) }),
  };
}

/** What Microsoft keeps otherwise than it was sent. */
function differences(event: GraphEvent, fields: EventPayload, when: When, guests: string[]): Problem[] {
  const changed = (path: string, what: string): Problem => ({ path, message: `Microsoft 365 keeps another ${what} than was sent.` });
  const there = new Set((event.attendees ?? []).map(({ emailAddress }) => emailAddress?.address?.toLowerCase()));
  const left = guests.filter((guest) => !there.has(guest.toLowerCase()));
  return [
    ...(isSameText(event.subject ?? '', fields.title) ? [] : [changed('/title', 'title')]),
    ...(isSameText(event.body?.content ?? '', fields.description ?? '') ? [] : [changed('/description', 'description')]),
    ...(isSameText(event.location?.displayName ?? '', fields.location ?? '') ? [] : [changed('/location', 'place')]),
    ...(isAt(event, 'start', when) ? [] : [changed('/start', 'start')]),
    ...(isAt(event, 'end', when) ? [] : [changed('/end', 'end')]),
    ...left.map((guest) => ({ path: '/attendees', message: `Microsoft 365 left out the guest ${guest}.` })),
  ];
}

/** Answers are asked for in UTC. Which moment the midnight of a whole day is told as differs, so only the day-ness is compared. */
function isAt(event: GraphEvent, which: 'start' | 'end', when: When): boolean {
  if (when.kind === 'days') return event.isAllDay === true;
  const ms = Date.parse(`${event[which]?.dateTime.slice(0, 19)}Z`);
  if (Number.isNaN(ms)) return false;
  return when.kind === 'moments' ? ms === Date.parse(when[which]) : wallClock(ms, when.zone) === when[which];
}
