import { z } from 'zod';
import { consentMember, stateOf } from '../kit/consent.ts';
import { clip } from '../kit/cut.ts';
import { defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { readReplyTo, ReplyTo } from '../kit/reply-to.ts';
import { mailMapping } from './default-mapping.ts';
import { mailLimits, type Settings } from './settings.ts';

const Address = z.email({ error: 'This is not an e-mail address.' });

/** Exchange refuses a longer one. */
const LONGEST_SUBJECT = 255;

const Payload = z.strictObject({
  subject: z.string().trim().min(1, 'A mail needs a subject.').max(2000).meta({ title: 'Subject' }),
  text: z.string().trim().min(1, 'A mail needs a text.').max(500_000).meta({ title: 'Text', field: 'text' }),
  to: z
    .union([Address, z.array(Address).min(1).max(100)])
    .optional()
    .meta({ title: 'To', field: 'list', description: "Instead of the connection's own address." }),
  replyTo: ReplyTo,
  consent: consentMember(
    "Map the event's consent for mails to customers: then only those who agreed to e-mail get one. Leave it out only for what a person ordered or asked for.",
  ),
});
type Payload = z.infer<typeof Payload>;

export const sendMail = defineOperation<Settings, Payload>({
  title: 'Send a mail',
  description: 'Sends a mail from your Outlook mailbox, to yourself or to somebody who agreed to it.',
  payload: Payload,
  scopes: ['Mail.Send', 'User.Read'],
  // Microsoft answers 202 without naming the mail, and Mail.Send may not read what was sent: nothing can be looked up.
  dedupe: 'ledger',
  messages: true,
  perform: send,
  limits: mailLimits,
  defaultMapping: mailMapping,
});

async function send(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const refusal = refusedBy(payload);
  if (refusal !== undefined) return { effect: 'unchanged', differences: [{ path: '/consent', message: refusal }] };
  const { replyTo, differences } = readReplyTo(payload.replyTo);
  const isLong = payload.subject.length > LONGEST_SUBJECT;
  if (isLong) differences.push({ path: '/subject', message: `Shortened to ${LONGEST_SUBJECT} characters.` });
  const message = {
    subject: isLong ? clip(payload.subject, LONGEST_SUBJECT - 1) : payload.subject,
    body: { contentType: 'text', content: payload.text },
    toRecipients: recipientsOf(ctx, payload).map(recipient),
    ...(replyTo === undefined ? {} : { replyTo: [recipient(replyTo)] }),
    // To find a mail again by hand after an unknown outcome. Microsoft takes only names that begin with x-.
    internetMessageHeaders: [{ name: 'x-handoff-event', value: ctx.eventId }],
  };
  await ctx.call({ method: 'POST', path: '/v1.0/me/sendMail', json: { message, saveToSentItems: true } });
  return { effect: 'sent', ...(differences.length === 0 ? {} : { differences }) };
}

const recipient = (address: string) => ({ emailAddress: { address } });

function recipientsOf(ctx: CallContext<Settings>, { to }: Payload): string[] {
  const { to: own, account } = ctx.settings;
  const addresses = [to ?? own ?? (Address.safeParse(account).success ? account : undefined) ?? []].flat();
  if (addresses.length > 0) return [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
  const message = 'There is no address to send to. Put your own into the Microsoft 365 connection, or map one in this step.';
  throw new DestinationFailure({ kind: 'permanent', code: 'no_channel', message, problems: [{ path: '/to', message }] });
}

/** An opt-out always wins, and where consent is mapped, silence is none. A mail to the owner needs none. */
function refusedBy({ to, consent }: Payload): string | undefined {
  if (to === undefined || consent === undefined) return undefined;
  const state = stateOf(consent, 'email');
  if (state === 'subscribed') return undefined;
  return state === 'unsubscribed'
    ? 'Not sent: this person took back their consent to e-mail.'
    : 'Not sent: this person has not agreed to e-mail.';
}
