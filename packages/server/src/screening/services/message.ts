import { isIP } from 'node:net';
import type { Envelope } from '@handoff/shared/event';
import { textsOf } from '../content/message.ts';
import type { AkismetMessage } from './akismet.ts';

/** Akismet's names for what visitors send. */
const KINDS: Readonly<Record<string, string>> = {
  'form.submitted': 'contact-form',
  'comment.posted': 'comment',
  'user.registered': 'signup',
};

/** Longer texts say no more, and cost time. */
const MOST_TEXT = 20_000;

/**
 * What Akismet is given of a message: what it says, who says it (name, e-mail address) and from where (network address, browser, page).
 * Nothing else of the form: no phone numbers, no addresses, no consents. Undefined where there is no network address: Akismet
 * asks for one. Corrections must say the same as the check did, so both take it from here.
 */
export function messageFor(envelope: Envelope): AkismetMessage | undefined {
  const { subject = {}, context = {}, occurredAt, type } = envelope;
  if (context.ip === undefined || isIP(context.ip) === 0) return undefined;
  const name = subject.name ?? [subject.firstName, subject.lastName].filter((part) => part !== undefined).join(' ');
  const given = {
    user_ip: context.ip,
    user_agent: context.userAgent,
    referrer: context.referrer,
    permalink: context.page,
    comment_type: KINDS[type] ?? 'message',
    comment_author: name,
    comment_author_email: subject.email,
    comment_content: textsOf(envelope).join('\n\n').slice(0, MOST_TEXT).toWellFormed(),
    comment_date_gmt: new Date(occurredAt).toISOString(),
    blog_lang: context.locale?.replace('-', '_').toLowerCase(),
    blog_charset: 'UTF-8',
  };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));
}
