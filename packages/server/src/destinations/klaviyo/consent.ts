import { consentFor, type Consent, type Problem } from '@handoff/shared/event';
import { cut } from '../kit/cut.ts';
import { DestinationFailure, type CallContext } from '../kit/index.ts';
import { post } from './api.ts';
import type { Imported } from './import-profile.ts';
import type { ProfilePayload } from './profile-payload.ts';
import type { Settings } from './settings.ts';
import { internationalPhone } from './shared-payload.ts';
import { emailStanding, smsStanding } from './subscriptions.ts';

const CHANNELS = { email: 'email', sms: 'phone_number', whatsapp: 'phone_number' } as const;
type Channel = keyof typeof CHANNELS;

/** What the person said of one channel. */
interface Said {
  channel: Channel;
  consent: Consent;
  /** The address or number it is about; undefined where there is none that Klaviyo takes. */
  contact: string | undefined;
}

/** A statement for each channel of which something was said that Klaviyo can hold. A single word is about e-mail. */
export function statements(payload: ProfilePayload): Said[] {
  const { consent, email, phone } = payload;
  const all: Consent[] | undefined = typeof consent === 'string' ? [{ channel: 'email', state: consent }] : consent;
  return (Object.keys(CHANNELS) as Channel[]).flatMap((channel) => {
    const said = consentFor(all, channel);
    return said === undefined
      ? []
      : [{ channel, consent: said, contact: channel === 'email' ? email?.toLowerCase() : internationalPhone(phone) }];
  });
}

/**
 * Passes every opt-out on, whatever Klaviyo has, and from the whole account: a list named here would leave the person
 * subscribed elsewhere. One job a channel, so that a channel Klaviyo refuses does not take another with it.
 */
export async function passOptOuts(ctx: CallContext<Settings>, said: readonly Said[]): Promise<Problem[]> {
  const notes: Problem[] = [];
  for (const { channel, consent, contact } of said) {
    if (consent.state !== 'unsubscribed') continue;
    if (contact === undefined) {
      notes.push({
        path: '/consent',
        message: `This person opted out of ${words(channel)}, but there is no ${thing(channel)} to tell Klaviyo.`,
      });
      continue;
    }
    const subscriptions = { [channel]: { marketing: { consent: 'UNSUBSCRIBED' } } };
    const profile = { type: 'profile', attributes: { [CHANNELS[channel]]: contact, subscriptions } };
    await ctx.call(
      post('/api/profile-subscription-bulk-delete-jobs', {
        type: 'profile-subscription-bulk-delete-job',
        attributes: { profiles: { data: [profile] } },
      }),
    );
  }
  return notes;
}

/**
 * Subscribes who said yes, but never who opted out: Klaviyo's subscribe job lifts an opt-out without asking, so it is
 * only sent for a person whom the profile just answered does not show as opted out. A quiet import subscribes nobody.
 */
export async function passOptIns(
  ctx: CallContext<Settings>,
  payload: ProfilePayload,
  said: readonly Said[],
  imported: Imported,
): Promise<Problem[]> {
  const notes: Problem[] = [];
  const note = (message: string) => notes.push({ path: '/consent', message });
  const { list, subscribeSms } = ctx.settings;
  const { attributes } = imported.profile;
  for (const { channel, consent } of said) {
    if (consent.state !== 'subscribed' || channel === 'whatsapp' || (channel === 'sms' && !subscribeSms)) continue;
    const contact = imported.sent[CHANNELS[channel]];
    if (typeof contact !== 'string') {
      note(`This person agreed to ${words(channel)}, but Klaviyo got no ${thing(channel)} for them. They were not subscribed.`);
      continue;
    }
    const standing = channel === 'email' ? emailStanding(attributes.subscriptions, list) : smsStanding(attributes.subscriptions);
    if (standing.is === 'closed') {
      note(
        `The person agreed on your site but ${standing.why}, and stays unsubscribed. Send them your Klaviyo sign-up form: only they can undo that.`,
      );
    } else if (standing.is === 'unknown') {
      note('Klaviyo did not say whether this person opted out before, so they were not subscribed. Send them your Klaviyo sign-up form.');
    } else if (standing.is === 'open' && payload.quiet === true) {
      note(
        'Not subscribed, because this is from a quiet import and Klaviyo might write to the person. Use the import in Klaviyo for people who agreed.',
      );
    } else if (standing.is === 'open' || (list !== undefined && payload.quiet !== true)) {
      notes.push(...(await subscribe(ctx, imported.profile.id, channel, contact, consent)));
    }
  }
  return notes;
}

/** The time of the yes is not sent: Klaviyo takes one only with a flag that skips double opt-in. */
async function subscribe(
  ctx: CallContext<Settings>,
  id: string,
  channel: 'email' | 'sms',
  contact: string,
  { evidence }: Consent,
): Promise<Problem[]> {
  const { list } = ctx.settings;
  const subscriptions = { [channel]: { marketing: { consent: 'SUBSCRIBED' } } };
  try {
    await ctx.call(
      post('/api/profile-subscription-bulk-create-jobs', {
        type: 'profile-subscription-bulk-create-job',
        attributes: {
          custom_source: evidence === undefined ? 'Handoff' : cut(`Handoff: ${evidence}`, 255),
          profiles: { data: [{ type: 'profile', id, attributes: { [CHANNELS[channel]]: contact, subscriptions } }] },
        },
        ...(list === undefined ? {} : { relationships: { list: { data: { type: 'list', id: list } } } }),
      }),
    );
    return [];
  } catch (error) {
    // An account without SMS, or a country it does not send to, must not cost the e-mail consent and the profile.
    if (channel === 'email' || !isRefusal(error)) throw error;
    return [{ path: '/consent', message: `Klaviyo did not subscribe this number to SMS. ${error.message}` }];
  }
}

/** Whether Klaviyo will never take it as it is, so that trying again is no help. */
export function isRefusal(error: unknown): error is DestinationFailure {
  return error instanceof DestinationFailure && (error.classification.kind === 'permanent' || error.classification.kind === 'duplicate');
}

function words(channel: Channel): string {
  return { email: 'e-mails', sms: 'SMS', whatsapp: 'WhatsApp messages' }[channel];
}

function thing(channel: Channel): string {
  return channel === 'email' ? 'e-mail address' : 'phone number in international form';
}
