import { consentFor } from '@handoff/shared/event';
import { z } from 'zod';
import { consentMember } from '../kit/consent.ts';
import { defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { defaultMapping } from './default-mapping.ts';
import { findMessage } from './find.ts';
import { Message, messagesPath, textOf, told } from './message.ts';
import { digitsOf, PhoneNumber, type Settings } from './settings.ts';

export const Payload = z.strictObject({
  text: z.string().trim().min(1, 'The message needs a text.').max(100_000).meta({ title: 'Text', field: 'text' }),
  to: PhoneNumber.optional().meta({
    title: 'To',
    field: 'phone',
    description: "Instead of the connection's own number. With its country code.",
  }),
  consent: consentMember(
    "Map the event's consent for messages to customers: then only those who agreed to SMS get one. Leave it out only for what a person ordered or asked for.",
  ),
});
export type Payload = z.infer<typeof Payload>;

export const sendSms = defineOperation<Settings, Payload>({
  title: 'Send an SMS',
  description: 'Sends an SMS to your own number, or to a customer who agreed to it.',
  payload: Payload,
  scopes: [],
  // Twilio remembers no key; its list of messages tells whether one went out.
  dedupe: 'ledger',
  messages: true,
  perform: send,
  lookup: async (ctx, payload) => {
    const text = textOf(ctx, payload.text);
    const found = refusedBy(payload) === undefined ? await findMessage(ctx, recipientOf(ctx, payload), text) : undefined;
    return found === undefined ? undefined : told(found, text, isCut(payload, text));
  },
  defaultMapping,
});

async function send(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const refusal = refusedBy(payload);
  if (refusal !== undefined) return { effect: 'unchanged', differences: [{ path: '/consent', message: refusal }] };
  const { from } = ctx.settings;
  const to = recipientOf(ctx, payload);
  const text = textOf(ctx, payload.text);
  const sender: Record<string, string> = from.startsWith('MG') && from.length === 34 ? { MessagingServiceSid: from } : { From: from };
  const response = await ctx.call({ method: 'POST', path: messagesPath(ctx.settings), form: { To: to, ...sender, Body: text } });
  const message = Message.safeParse(response.json);
  if (message.success) return told(message.data, text, isCut(payload, text));
  throw new DestinationFailure({
    kind: 'unknown',
    code: 'unexpected_answer',
    message: 'Something other than Twilio seems to have answered. It will be looked up before anything is sent again.',
  });
}

/** An opt-out always wins, and where consent is mapped, silence is none. Who answered STOP is refused by Twilio itself. */
function refusedBy({ to, consent }: Payload): string | undefined {
  if (to === undefined || consent === undefined) return undefined;
  const state = typeof consent === 'string' ? consent : (consentFor(consent, 'sms')?.state ?? 'unknown');
  if (state === 'subscribed') return undefined;
  return state === 'unsubscribed'
    ? 'Not sent: this person took back their consent to SMS.'
    : 'Not sent: this person has not agreed to SMS.';
}

function recipientOf(ctx: CallContext<Settings>, payload: Payload): string {
  const to = payload.to ?? ctx.settings.to;
  if (to !== undefined) return digitsOf(to);
  const message = 'There is no number to send to. Put your own into the Twilio connection, or map one in this step.';
  throw new DestinationFailure({ kind: 'permanent', code: 'no_channel', message, problems: [{ path: '/to', message }] });
}

function isCut(payload: Payload, text: string): boolean {
  return payload.text.replaceAll('\r\n', '\n').trim() !== text;
}
