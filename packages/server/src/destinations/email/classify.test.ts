import { expect, it } from 'vitest';
import { classify } from './classify.ts';

const meaning = (command: string, text: string) =>
  classify({ status: Number(text.slice(0, 3)), headers: { 'x-smtp-command': command }, text, json: undefined });

const MINUTES = 60_000;

it.each([
  ['DATA', '250 2.0.0 Ok: queued as 1', { kind: 'ok' }],
  ['CONN', '421 4.3.2 Service not available', { kind: 'retry', code: 'unavailable', afterMs: MINUTES }],
  ['CONN', '554 5.7.1 Listed by a block list', { kind: 'scope', code: 'unwelcome' }],
  ['STARTTLS', '502 5.5.1 Command not implemented', { kind: 'scope', code: 'no_tls' }],
  ['AUTH PLAIN', '535 5.7.8 Bad credentials', { kind: 'reauth' }],
  ['AUTH LOGIN', '454 4.7.0 Temporary authentication failure', { kind: 'retry' }],
  ['MAIL FROM', '530 5.7.0 Authentication required', { kind: 'reauth' }],
  ['MAIL FROM', '550 5.7.60 SendAsDenied', { kind: 'scope', code: 'sender_refused' }],
  ['MAIL FROM', '552 5.3.4 Message too big', { kind: 'permanent', code: 'too_large', problems: [{ path: '/text' }] }],
  ['RCPT TO', '450 4.2.0 Greylisted, see http://postgrey.example/', { kind: 'retry', afterMs: 5 * MINUTES }],
  ['RCPT TO', '450 4.7.1 Greylisted for 300 seconds', { kind: 'retry', afterMs: 5 * MINUTES }],
  ['RCPT TO', '451 4.7.1 Please try again in 10 minutes', { kind: 'retry', afterMs: 10 * MINUTES }],
  ['RCPT TO', '452 4.2.2 Mailbox full', { kind: 'retry', code: 'mailbox_full', afterMs: 60 * MINUTES }],
  ['RCPT TO', '550 5.1.1 No such user', { kind: 'permanent', code: 'recipient_refused', problems: [{ path: '/to' }] }],
  ['RCPT TO', '530 5.7.0 Authentication required', { kind: 'scope', code: 'relay_refused' }],
  ['DATA', '421 4.4.2 Closing', { kind: 'retry' }],
  ['DATA', '451 4.3.0 Local error', { kind: 'retry', code: 'not_now' }],
  ['DATA', '550 5.7.1 Rejected by policy', { kind: 'permanent', code: 'mail_refused' }],
  [
    'DATA',
    '554 5.7.1 Looks like spam',
    { kind: 'permanent', code: 'mail_refused', message: expect.stringMatching(/says: Looks like spam$/) },
  ],
])('%s: %s', (command, text, expected) => expect(meaning(command, text)).toMatchObject(expected));

it.each([
  '554 5.7.1 Relay access denied',
  '554 5.7.1 <grace@example.com>: Relay access denied',
  '550 5.7.1 <grace@example.com>... Relaying denied. Proper authentication required.',
  '550 5.7.1 Unable to relay for grace@example.com',
  '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain',
  '550 5.7.64 TenantAttribution; Relay Access Denied [ValidationStatus of null]',
  '550-Please turn on SMTP Authentication in your mail client.\n550 shop.example is not permitted to relay through this server without authentication.',
  '550 relay not permitted',
  '550-5.7.1 Invalid credentials for relay [192.0.2.1].\n550 5.7.1 The address you have registered does not match.',
  '550 5.7.0 Mail relay denied [192.0.2.1]',
  '550 5.7.1 Relaying to <grace@example.com> prohibited by administrator',
  '553 We do not relay non-local mail, sorry.',
  "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
])('holds the connection that may send to nobody: %s', (reply) => {
  expect(meaning('RCPT TO', reply)).toMatchObject({ kind: 'scope', code: 'relay_refused' });
});

it.each([
  '550 5.1.1 <x7f9@privaterelay.appleid.com>: Recipient address rejected: mailbox unavailable',
  '550 <relay@relay.example>: mailbox not allowed',
  '550 x7f9@relay.example: not allowed here',
  '550 5.1.1 <nobody@customer.example>: Recipient address rejected: User unknown in relay recipient table',
  '550 5.1.1 <nobody@customer.example>: Recipient address rejected: undeliverable address: host relay.example[192.0.2.1] said: 550 denied',
  '550 5.7.1 <nobody@customer.example>: Recipient address rejected: Access denied at relay.customer.example',
])('gives up on one recipient only, whatever their address is called: %s', (reply) => {
  expect(meaning('RCPT TO', reply)).toMatchObject({ kind: 'permanent', code: 'recipient_refused', problems: [{ path: '/to' }] });
});

it('waits no longer than a day, and takes no number for a time that is none', () => {
  expect(meaning('RCPT TO', '450 4.7.1 Try again in 99999 hours')).toMatchObject({ afterMs: 24 * 60 * MINUTES });
  expect(meaning('RCPT TO', '450 4.7.1 Policy 12345 says no')).toMatchObject({ afterMs: 5 * MINUTES });
});
