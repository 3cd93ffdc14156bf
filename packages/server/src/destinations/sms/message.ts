import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import type { CallContext, Performed } from '../kit/index.ts';
import type { Settings } from './settings.ts';

/** A message as Twilio tells it, when it is made and in the list. */
export const Message = z.looseObject({
  sid: z.string(),
  body: z.string().nullish(),
  to: z.string().nullish(),
  direction: z.string().nullish(),
  status: z.string().nullish(),
  date_created: z.string().nullish(),
  num_segments: z.string().nullish(),
});
export type Message = z.infer<typeof Message>;

export const messagesPath = ({ accountSid }: Settings) => `/2010-04-01/Accounts/${accountSid}/Messages.json`;
export const messagePath = ({ accountSid }: Settings, sid: string) =>
  `/2010-04-01/Accounts/${accountSid}/Messages/${encodeURIComponent(sid)}.json`;

/** The text as it is sent, within the connection's own length. */
export function textOf(ctx: CallContext<Settings>, text: string): string {
  const { longest } = ctx.settings;
  const whole = text.replaceAll('\r\n', '\n').trim();
  return whole.length <= longest ? whole : `${cut(whole, longest - 3)}...`;
}

/** What became of it, with what Twilio did to the text. */
export function told(message: Message, text: string, wasCut: boolean): Performed {
  const notes = [
    ...(wasCut ? ['Shortened to the longest message this connection allows.'] : []),
    ...textNote(message.body ?? text, text),
    ...(/^(failed|undelivered|canceled)$/.test(message.status ?? '') ? ['Twilio took the message but could not deliver it.'] : []),
  ];
  return {
    id: message.sid,
    output: { id: message.sid },
    effect: 'sent',
    ...(notes.length === 0 ? {} : { differences: notes.map((note) => ({ path: '/text', message: note })) }),
  };
}

function textNote(stored: string, text: string): string[] {
  if (stored.trim() === text) return [];
  if (stored.trim().endsWith(text)) return ['Twilio put its notice before the text, as it does in trial accounts.'];
  return ['Twilio changed characters of the text, as its "smart encoding" does.'];
}
