import type { Problem } from '@handoff/shared/event';
import { defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { post } from './api.ts';
import { eventMapping } from './event-mapping.ts';
import { EventPayload } from './event-payload.ts';
import { itemProperties } from './items.ts';
import { notInternational } from './profile.ts';
import { endpointLimits, type Settings } from './settings.ts';
import { internationalPhone } from './shared-payload.ts';

export const trackEvent = defineOperation<Settings, EventPayload>({
  title: 'Record an event',
  description: 'Records what a person did, such as placing an order. Klaviyo flows may start from it, except in a quiet import.',
  payload: EventPayload,
  scopes: ['accounts:read', 'events:write'],
  dedupe: 'keyed-upsert',
  quietly: true,
  perform,
  defaultMapping: eventMapping,
  limits: (settings) => endpointLimits(settings, 'events', 350, 3500),
});

async function perform(ctx: CallContext<Settings>, payload: EventPayload): Promise<Performed> {
  const { attributes: person, notes } = personOf(payload);
  const uniqueId = payload.uniqueId?.trim() || ctx.eventId;
  await ctx.call(
    post('/api/events', {
      type: 'event',
      attributes: {
        metric: { data: { type: 'metric', attributes: { name: payload.metric } } },
        profile: { data: { type: 'profile', attributes: person } },
        properties: { ...withoutBlanks(payload.properties), ...itemProperties(payload.items) },
        unique_id: uniqueId,
        ...(payload.time === undefined ? {} : { time: payload.time }),
        ...(payload.value === undefined ? {} : { value: payload.value }),
        ...(payload.currency === undefined ? {} : { value_currency: payload.currency.toUpperCase() }),
        ...(payload.quiet === true ? { backfill: true } : {}),
      },
    }),
  );
  return { output: { metric: payload.metric, uniqueId }, effect: 'sent', ...(notes.length === 0 ? {} : { differences: notes }) };
}

/**
 * One identifier, the best there is: an event may change the profile it is for, and a phone number beside the address
 * would be written to it, where it may belong to somebody else's profile.
 */
function personOf({ email, phone, externalId }: EventPayload): { attributes: Record<string, string>; notes: Problem[] } {
  if (email !== undefined) return { attributes: { email: email.toLowerCase() }, notes: [] };
  const number = internationalPhone(phone);
  if (number !== undefined) return { attributes: { phone_number: number }, notes: [] };
  const notes = phone === undefined || phone.trim() === '' ? [] : [{ path: '/phone', message: notInternational(phone) }];
  if (externalId !== undefined && externalId.trim() !== '') return { attributes: { external_id: externalId.trim() }, notes };
  const message =
    'Klaviyo has nothing to know this person by: there is no e-mail address, and the phone number is not in international form.';
  throw new DestinationFailure({ kind: 'permanent', code: 'no_identifier', message, problems: notes });
}

function withoutBlanks(properties: Record<string, unknown> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}
