import { clip } from '../kit/cut.ts';
import type { Classification, VendorResponse } from '../kit/index.ts';

const MINUTE = 60_000;
const UNITS: Record<string, number> = { s: 1000, m: MINUTE, h: 60 * MINUTE };
/** A server that does not know how long it will be busy is asked again after this. */
const GREYLISTED_MS = 5 * MINUTE;
const FULL_MS = 60 * MINUTE;

/** What servers say who send to other providers only for users who signed in; a server's name or a table may be called "relay", too. */
const RELAY_REFUSED =
  /\brelay(ing)?\b[^.;]{0,60}\b(denied|prohibited|refused|rejected|disallowed|not (permitted|allowed))\b|\b(unable|not (permitted|allowed)|cannot|(do|does|will) not|credentials) (to |for )?relay\b|\bno relaying\b|\brcpthosts\b/i;

/** A mail server's reply code is the status, the reply the text. 4 means not now, 5 means never (RFC 5321). */
export function classify(response: VendorResponse): Classification {
  const { status } = response;
  const command = response.headers['x-smtp-command'] ?? '';
  if (status >= 200 && status <= 299) return { kind: 'ok' };
  if (command.startsWith('AUTH') || status === 535 || status === 534) return authentication(response);
  if (command === 'STARTTLS')
    return held('no_tls', 'The mail server offers no encryption on this port. Choose another port or "Encryption".', response);
  if (status >= 400 && status <= 499) return later(response);
  switch (command) {
    case 'CONN':
    case 'EHLO':
    case 'HELO':
      return held(
        'unwelcome',
        'The mail server takes no mail from this server at all. Ask your mail provider, or use another one.',
        response,
      );
    case 'MAIL FROM':
      return sender(response);
    case 'RCPT TO':
      return recipient(response);
    default:
      return text(response);
  }
}

/** The reply without its codes: `550 5.1.1 No such user` → `No such user`. */
function said({ text: reply }: VendorResponse): string {
  const words = reply
    .replaceAll(/^\d{3}[ -](\d\.\d{1,3}\.\d{1,3} ?)?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (words === '') return '';
  return ` The mail server says: ${clip(words)}`;
}

const enhanced = ({ text: reply }: VendorResponse) => /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? '';

function authentication(response: VendorResponse): Classification {
  if (response.status < 500) return later(response);
  return {
    kind: 'reauth',
    code: 'sign_in_refused',
    message: `The mail server does not accept user name and password (any more). Enter them again; some providers want an app password. What is waiting goes out afterwards.${said(response)}`,
  };
}

/** Not now. Greylisting refuses every first try on purpose and often says for how long. */
function later(response: VendorResponse): Classification {
  const isFull = response.status === 452 || enhanced(response) === '4.2.2';
  const hint = /\b(\d{1,5})\s*(s|m|h)(?:ec|ecs|econds?|in|ins|inutes?|ours?|r|rs)?\b/i.exec(response.text);
  const hinted = hint === null ? undefined : Number(hint[1]) * (UNITS[hint[2]?.toLowerCase() ?? ''] ?? 0);
  return {
    kind: 'retry',
    code: isFull ? 'mailbox_full' : response.status === 421 ? 'unavailable' : 'not_now',
    message: `The mail server does not take the mail at the moment. It will be tried again.${said(response)}`,
    afterMs: Math.min(hinted ?? (isFull ? FULL_MS : response.status === 421 ? MINUTE : GREYLISTED_MS), 24 * 60 * MINUTE),
  };
}

/** Wrong for every mail, whoever it goes to: the connection is held. */
function held(code: string, message: string, response: VendorResponse): Classification {
  return { kind: 'scope', code, message: `${message} What is waiting goes out afterwards.${said(response)}`, missing: [] };
}

function sender(response: VendorResponse): Classification {
  if (response.status === 552 || enhanced(response) === '5.3.4') return tooLarge(response);
  if (response.status === 530) return authentication(response);
  return held(
    'sender_refused',
    'The mail server does not let this user send from this address. Correct "Sender", or allow it at your provider.',
    response,
  );
}

function recipient(response: VendorResponse): Classification {
  if (response.status === 530 || isRelayRefused(response))
    return held(
      'relay_refused',
      'The mail server sends to other providers only for users who sign in. Enter user name and password.',
      response,
    );
  const message = `The mail server refused this recipient: the address does not exist, its mailbox is closed, or it takes no mail from you. Correct the address.${said(response)}`;
  return { kind: 'permanent', code: 'recipient_refused', message, problems: [{ path: '/to', message }] };
}

/** Replies quote the recipient, whose address may be anything. With 5.1 it is that address which is wrong, not who sends. */
function isRelayRefused(response: VendorResponse): boolean {
  const words = response.text.replaceAll(/<[^<>]*>|\S+@\S+/g, ' ').replaceAll(/\s+/g, ' ');
  return !enhanced(response).startsWith('5.1.') && RELAY_REFUSED.test(words);
}

function text(response: VendorResponse): Classification {
  if (response.status === 552 || enhanced(response) === '5.3.4') return tooLarge(response);
  const message = `The mail server refused this mail, often because it looks like spam or breaks a rule of the recipient. Change its text, or ask your mail provider.${said(response)}`;
  return { kind: 'permanent', code: 'mail_refused', message, problems: [] };
}

function tooLarge(response: VendorResponse): Classification {
  const message = `The mail is larger than the mail server takes. Map less into it.${said(response)}`;
  return { kind: 'permanent', code: 'too_large', message, problems: [{ path: '/text', message }] };
}
