import { afterEach, expect, it } from 'vitest';
import { createSmtpServer, type SmtpServer } from '../destinations/email/twin/server.ts';
import { createMailer, mailFailure } from './mailer.ts';

const USER = 'handoff@example.com';
const PASSWORD = 'mail/password:1';

let server: SmtpServer | undefined;
afterEach(() => server?.close());

async function mailerTo(host: string, password = PASSWORD) {
  server = createSmtpServer({ user: USER, password: PASSWORD });
  const url = `smtp://${encodeURIComponent(USER)}:${encodeURIComponent(password)}@${host}:${await server.port()}`;
  const mailer = createMailer({ url, from: `Handoff <${USER}>`, allowUnencrypted: false });
  if (mailer === undefined) throw new Error('no mailer');
  return { mailer, mails: server.mails, violations: server.violations };
}

it('hands a mail to the mail server, from the configured sender, marked as sent by a machine', async () => {
  const { mailer, mails, violations } = await mailerTo('127.0.0.1');
  await mailer.send({ to: 'owner@bloom.example', subject: 'Sign in', text: 'Hello', messageId: '<one@handoff.test>' });
  expect(mails).toMatchObject([{ from: USER, to: ['owner@bloom.example'], user: USER }]);
  expect(mails[0]?.headers).toMatchObject({ subject: 'Sign in', 'message-id': '<one@handoff.test>', 'auto-submitted': 'auto-generated' });
  expect(violations).toEqual([]);
});

it('says that the mail server refused, without the password', async () => {
  const { mailer, mails } = await mailerTo('127.0.0.1', 'wrong-password');
  const error = await mailer.send({ to: 'owner@bloom.example', subject: 'x', text: 'x' }).catch(String);
  expect(error).toMatch(/535/);
  expect(error).not.toMatch('wrong-password');
  expect(mails).toEqual([]);
});

it('tells the log no more than codes, since a mail server repeats who it refuses', async () => {
  const { mailer } = await mailerTo('127.0.0.1');
  server?.faults.push({ at: 'RCPT', does: '550 5.1.1 <owner@bloom.example> no such user' });
  const error = await mailer.send({ to: 'owner@bloom.example', subject: 'x', text: 'x' }).catch((refused: unknown) => refused);
  expect(String(error)).toContain('owner@bloom.example');
  expect(mailFailure(error)).toEqual({ code: 'EENVELOPE', reply: 550 });
});

it('is none where no mail server is configured', () => expect(createMailer(undefined)).toBeUndefined());
