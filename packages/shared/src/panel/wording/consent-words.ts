import type { Consent } from '../../event/consent.ts';
import type { Tone } from '../tone.ts';
import { fill, type Translate } from '../translate.ts';

/** One statement of consent in a sentence. */
export function consentWords({ channel, state }: Pick<Consent, 'channel' | 'state'>, t: Translate): { tone: Tone; label: string } {
  const by = { channel: channelName(channel, t) };
  switch (state) {
    case 'subscribed':
      return { tone: 'good', label: fill(t('Agreed to be written to ({channel})'), by) };
    case 'pending':
      return { tone: 'busy', label: fill(t('Agreed, and is yet to confirm it ({channel})'), by) };
    case 'unsubscribed':
      return { tone: 'bad', label: fill(t('Took back the consent ({channel})'), by) };
    case 'not_subscribed':
      return { tone: 'quiet', label: fill(t('Did not agree ({channel})'), by) };
    case 'unknown':
      return { tone: 'quiet', label: fill(t('Not known ({channel})'), by) };
  }
}

function channelName(channel: Consent['channel'], t: Translate): string {
  switch (channel) {
    case 'email':
      return t('e-mail');
    case 'sms':
      return t('text message');
    case 'whatsapp':
      return t('WhatsApp');
    case 'phone':
      return t('phone');
    case 'post':
      return t('post');
  }
}
