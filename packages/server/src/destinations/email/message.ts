import { createHash } from 'node:crypto';
import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { consentMember, stateOf } from '../kit/consent.ts';
import { cut } from '../kit/cut.ts';
import type { CallContext } from '../kit/index.ts';
import { readReplyTo, ReplyTo } from '../kit/reply-to.ts';
import type { Mail } from '../kit/smtp.ts';
import { simpleHtml } from './html.ts';
import type { Settings } from './settings.ts';

export const Payload = z.strictObject({
  subject: z.string().trim().min(1, 'A mail needs a subject.').max(2000).meta({ title: 'Subject' }),
  text: z.string().trim().min(1, 'A mail needs a text.').max(100_000).meta({ title: 'Text', field: 'text' }),
  html: z.string().max(100_000).optional().meta({
    title: 'Text as HTML',
    field: 'text',
    description: 'Beside the plain text: paragraphs, lists, tables, bold and links. Pictures and styles are left out.',
  }),
  to: z
    .email('This is not an e-mail address.')
    .optional()
    .meta({ title: 'To', field: 'email', description: "Instead of the connection's own address." }),
  replyTo: ReplyTo,
  consent: consentMember(
    "Map the event's consent for mails to customers: then only those who agreed to e-mail get one. Leave it out only for what a person ordered or asked for.",
  ),
});
export type Payload = z.infer<typeof Payload>;

const LONGEST_SUBJECT = 250;

/** An opt-out always wins, and where consent is mapped, silence is none. Undefined where the mail may go out. */
export function refusedBy({ to, consent }: Payload): string | undefined {
  if (to === undefined || consent === undefined) return undefined;
  const state = stateOf(consent, 'email');
  if (state === 'subscribed') return undefined;
  return state === 'unsubscribed'
    ? 'Not sent: this person took back their consent to e-mail.'
    : 'Not sent: this person has not agreed to e-mail.';
}

/** The same for every try of one delivery, so that a mailbox that gets it twice can tell. */
export function messageIdOf(ctx: CallContext<Settings>): string {
  // Two steps of one flow make two mails of one event; some mailboxes drop the second of an id.
  const delivery = createHash('sha256').update(ctx.idempotencyKey).digest('hex').slice(0, 12);
  return `<${ctx.eventId.replaceAll(/[^A-Za-z0-9_-]/g, '-')}.${delivery}@${ctx.settings.from.split('@')[1]}>`;
}

export function mailOf(ctx: CallContext<Settings>, payload: Payload, to: string): { mail: Mail; differences: Problem[] } {
  const { from, fromName } = ctx.settings;
  const html = payload.html === undefined || payload.html.trim() === '' ? undefined : simpleHtml(payload.html);
  const subject = payload.subject.replaceAll(/\s+/g, ' ');
  const { replyTo, differences } = readReplyTo(payload.replyTo);
  const isToCustomer = payload.to !== undefined && payload.to.toLowerCase() !== ctx.settings.to?.toLowerCase();
  return {
    mail: {
      from: { address: from, ...(fromName === undefined ? {} : { name: fromName }) },
      to,
      ...(replyTo === undefined ? {} : { replyTo }),
      subject: fit(subject),
      text: payload.text,
      ...(html === undefined ? {} : { html: html.html }),
      messageId: messageIdOf(ctx),
      date: new Date(ctx.now()).toISOString(),
      headers: {
        // Keeps out-of-office answers and mail robots from answering a robot.
        'Auto-Submitted': 'auto-generated',
        ...(isToCustomer ? { 'List-Unsubscribe': unsubscribeOf(ctx.settings) } : {}),
      },
    },
    differences: [
      ...differences,
      ...(html?.changed === true
        ? [{ path: '/html', message: 'Only simple formatting and links were kept; the rest is shown as text.' }]
        : []),
      ...(subject.length > LONGEST_SUBJECT ? [{ path: '/subject', message: `Shortened to ${LONGEST_SUBJECT} characters.` }] : []),
    ],
  };
}

function fit(subject: string): string {
  return subject.length <= LONGEST_SUBJECT ? subject : `${cut(subject, LONGEST_SUBJECT - 1)}…`;
}

function unsubscribeOf({ unsubscribe, from }: Settings): string {
  const where = unsubscribe ?? from;
  return where.startsWith('https://') ? `<${where}>` : `<mailto:${where}?subject=unsubscribe>`;
}
