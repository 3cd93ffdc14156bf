import { z } from 'zod';
import { defineOperation } from '../kit/index.ts';
import { SCOPE } from './classify.ts';
import { eventMapping, invitationMapping } from './default-mapping.ts';
import { draftOf, EVENT_SHAPE } from './event.ts';
import { putEvent } from './put-event.ts';
import type { Settings } from './settings.ts';

const SCOPES = [SCOPE, 'https://www.googleapis.com/auth/userinfo.email'];

const EventPayload = z.strictObject(EVENT_SHAPE);

export const createEvent = defineOperation<Settings, z.infer<typeof EventPayload>>({
  title: 'Add an event',
  description: 'Adds an event to your calendar. Nobody is invited and nobody is mailed.',
  payload: EventPayload,
  scopes: SCOPES,
  dedupe: 'keyed-upsert',
  perform: async (ctx, payload) => putEvent(ctx, draftOf(ctx, payload), 'none'),
  defaultMapping: eventMapping,
});

const Guest = z.email({ error: 'This is not an e-mail address, so nobody can be invited by it.' });

const InvitationPayload = z.strictObject({
  ...EVENT_SHAPE,
  attendees: z
    .union([Guest, z.array(Guest).min(1).max(200, 'Google takes at most 200 guests.')])
    .meta({ title: 'Guests', field: 'list', description: 'Their e-mail addresses.' }),
  sendUpdates: z.enum(['all', 'externalOnly', 'none']).default('all').meta({
    title: 'Who is mailed',
    description:
      '"all" guests, only those without Google Calendar ("externalOnly"), or "none". Guests who use Google Calendar see the event in theirs either way.',
  }),
});

export const inviteToEvent = defineOperation<Settings, z.infer<typeof InvitationPayload>>({
  title: 'Add an event and invite guests',
  description: 'Adds an event to your calendar, with guests, whom Google invites by e-mail.',
  payload: InvitationPayload,
  scopes: SCOPES,
  dedupe: 'keyed-upsert',
  messages: true,
  perform: async (ctx, { attendees, sendUpdates, ...fields }) => {
    const guests = [...new Map([attendees].flat().map((email) => [email.toLowerCase(), email])).values()];
    return putEvent(ctx, draftOf(ctx, fields, guests), sendUpdates);
  },
  defaultMapping: invitationMapping,
});
