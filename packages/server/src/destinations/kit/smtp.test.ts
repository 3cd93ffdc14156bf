import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CERTIFICATE, KEY } from '../email/twin/certificate.ts';
import { createSmtpServer, type SmtpFault, type SmtpServer, type SmtpServerOptions } from '../email/twin/server.ts';
import { createGuardedFetch } from './guard.ts';
import type { Mail } from './smtp.ts';
import { DestinationFailure } from './types.ts';

const HOST = 'mail.engines.example';
const TLS = { cert: CERTIFICATE, key: KEY };
const MAIL: Mail = {
  from: { name: 'Engines', address: 'shop@engines.example' },
  to: 'ada@example.com',
  subject: 'Größe\r\nBcc: eve@example.com',
  text: 'First line\n.\n..\nlast line',
  messageId: '<evt_1.abc@engines.example>',
  date: '2026-11-21T12:00:00.000Z',
  headers: { 'Auto-Submitted': 'auto-generated' },
};

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function start(options: Partial<SmtpServerOptions> = {}): SmtpServer {
  const server = createSmtpServer({ user: 'shop', password: 's3cret', ...options });
  closing.push(server.close);
  return server;
}

async function post(
  server: SmtpServer,
  protocol: string,
  more: { method?: string; password?: string; signal?: AbortSignal } = {},
): Promise<Response> {
  const fetch = createGuardedFetch({ allowPrivate: true, resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
  closing.push(() => fetch.close());
  const { method = 'POST', password = 's3cret', signal } = more;
  const headers = { authorization: `Basic ${Buffer.from(`shop:${password}`).toString('base64')}` };
  const body = method === 'GET' ? {} : { body: JSON.stringify(MAIL) };
  return fetch(
    new Request(`${protocol}//${HOST}:${await server.port()}/mails`, {
      method,
      headers,
      ...body,
      ...(signal === undefined ? {} : { signal }),
    }),
  );
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  );

describe('a mail', () => {
  it('is handed over whole, with its dots, and without the headers somebody hid in its subject', async () => {
    const server = start();
    const answer = await post(server, 'smtp-plain:');
    expect([answer.status, await answer.text()]).toEqual([250, '250 2.0.0 Ok: queued as 1']);
    const [mail] = server.mails;
    expect(mail).toMatchObject({ from: 'shop@engines.example', to: ['ada@example.com'], user: 'shop' });
    expect(mail?.headers).toMatchObject({
      'message-id': MAIL.messageId,
      from: 'Engines <shop@engines.example>',
      'auto-submitted': 'auto-generated',
    });
    expect(mail?.headers['bcc']).toBeUndefined();
    expect(mail?.raw).toContain('First line\r\n.\r\n..\r\nlast line');
    expect(server.violations).toEqual([]);
  });

  it('is not sent where one only asks whether signing in works', async () => {
    const server = start();
    expect((await post(server, 'smtp-plain:', { method: 'GET' })).status).toBe(250);
    expect(server.mails).toEqual([]);
    const refused = await post(server, 'smtp-plain:', { method: 'GET', password: 'wrong' });
    expect([refused.status, refused.headers.get('x-smtp-command')]).toEqual([535, 'AUTH PLAIN']);
  });

  it('reads no file and no page, whatever stands in it', async () => {
    const server = start();
    const fetch = createGuardedFetch({ allowPrivate: true, resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    closing.push(() => fetch.close());
    const body = JSON.stringify({ ...MAIL, text: { path: '/etc/passwd' } });
    await expect(fetch(new Request(`smtp-plain://${HOST}:${await server.port()}/`, { method: 'POST', body }))).rejects.toThrow(
      'expected string',
    );
    expect(server.conversations()).toBe(0);
  });
});

describe('what a server refuses is an answer that names the command', () => {
  it.each<[SmtpFault['at'], string, number, string]>([
    ['connect', '554 5.3.2 Go away', 554, 'CONN'],
    ['connect', '421 4.3.2 Busy', 421, 'CONN'],
    ['AUTH', '535 5.7.8 No', 535, 'AUTH PLAIN'],
    ['MAIL', '550 5.7.1 No', 550, 'MAIL FROM'],
    ['RCPT', '450 4.7.1 Greylisted', 450, 'RCPT TO'],
    ['RCPT', '550 5.1.1 Nobody', 550, 'RCPT TO'],
    ['DATA', '421 4.3.2 Closing', 421, 'DATA'],
    ['text', '554 5.7.1 Spam', 554, 'DATA'],
  ])('at %s: %s', async (at, does, status, command) => {
    const server = start();
    server.faults.push({ at, does });
    const answer = await post(server, 'smtp-plain:');
    expect([answer.status, await answer.text(), answer.headers.get('x-smtp-command')]).toEqual([
      status,
      expect.stringContaining(does),
      command,
    ]);
    expect(server.mails).toEqual([]);
  });
});

describe('a connection that breaks', () => {
  it.each<SmtpFault['at']>(['connect', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA'])('at %s leaves nothing in doubt', async (at) => {
    const server = start();
    server.faults.push({ at, does: 'drop' });
    const error = await failureOf(post(server, 'smtp-plain:'));
    expect(error).toBeInstanceOf(DestinationFailure);
    expect((error as DestinationFailure).classification).toMatchObject({ kind: 'retry', code: 'connection_lost' });
  });

  it.each<SmtpFault['at']>(['text', 'kept'])('at %s leaves it in doubt', async (at) => {
    const server = start();
    server.faults.push({ at, does: 'drop' });
    expect(await failureOf(post(server, 'smtp-plain:'))).not.toBeInstanceOf(DestinationFailure);
  });
});

describe('a server that falls silent', () => {
  const silentAt = async (at: SmtpFault['at']) => {
    const server = start();
    const stop = new AbortController();
    server.faults.push({ at, does: 'hang', onReached: () => stop.abort(new Error('time is up')) });
    return failureOf(post(server, 'smtp-plain:', { signal: stop.signal }));
  };
  it.each<SmtpFault['at']>(['connect', 'EHLO', 'AUTH', 'RCPT', 'DATA'])('at %s leaves nothing in doubt', async (at) => {
    expect(await silentAt(at)).toMatchObject({ classification: { kind: 'retry', code: 'timeout' } });
  });
  it.each<SmtpFault['at']>(['text', 'kept'])('at %s leaves it in doubt', async (at) => {
    expect(await silentAt(at)).toMatchObject({ message: 'time is up' });
  });
});

it('does not wait for a server that says no good-bye', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const server = start();
    server.faults.push({ at: 'QUIT', does: 'hang', onReached: () => vi.advanceTimersByTime(5001) });
    expect((await post(server, 'smtp-plain:')).status).toBe(250);
    await vi.waitFor(() => expect(server.open()).toBe(0), { timeout: 30_000 });
    expect(server.mails).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

it('tells what is no mail server', async () => {
  const server = start();
  server.faults.push({ at: 'connect', does: 'HTTP/1.1 400 Bad Request' });
  expect(await failureOf(post(server, 'smtp-plain:'))).toMatchObject({ classification: { kind: 'retry', code: 'not_smtp' } });
});

describe('encryption', () => {
  const before = getCACertificates('default');
  beforeAll(() => setDefaultCACertificates([...before, CERTIFICATE]));
  afterAll(() => setDefaultCACertificates(before));

  it('comes before the sign-in', async () => {
    const server = start({ tls: TLS });
    expect((await post(server, 'smtp:')).status).toBe(250);
    expect(server.mails).toMatchObject([{ secure: true, user: 'shop' }]);
    expect(server.violations).toEqual([]);
  });

  it('is insisted on where the server offers none', async () => {
    const server = start();
    const answer = await post(server, 'smtp:');
    expect([answer.status, answer.headers.get('x-smtp-command')]).toEqual([502, 'STARTTLS']);
    expect(server.mails).toEqual([]);
  });

  it('is not made with a certificate nobody vouches for', async () => {
    setDefaultCACertificates(before);
    const server = start({ tls: TLS });
    expect(await failureOf(post(server, 'smtp:'))).toMatchObject({ classification: { kind: 'retry', code: 'no_safe_connection' } });
    expect(server.mails).toEqual([]);
  });
});

describe('the guard', () => {
  const reach = (url: string, address: string, options: { allowPrivate?: boolean; allowedHosts?: string[] } = {}) => {
    const fetch = createGuardedFetch({ allowPrivate: false, resolve: async () => [{ address, family: 4 }], ...options });
    closing.push(() => fetch.close());
    return failureOf(fetch(new Request(url, { method: 'POST', body: JSON.stringify(MAIL) })));
  };
  const refusal = (code: string) => ({ classification: { kind: 'permanent', code } });

  it('holds for mail servers too', async () => {
    expect(await reach('smtp://mail.example:587/', '10.0.0.8')).toMatchObject(refusal('private_address'));
    expect(await reach('smtps://127.0.0.1:465/', '127.0.0.1')).toMatchObject(refusal('private_address'));
    expect(await reach('smtp://169.254.169.254:587/', '1.1.1.1', { allowPrivate: true })).toMatchObject(refusal('private_address'));
    expect(await reach('smtp://mail.example:587/', '169.254.169.254', { allowPrivate: true })).toMatchObject(refusal('private_address'));
  });

  it('wants encryption unless the operator allows otherwise', async () => {
    const refused = await reach('smtp-plain://mail.example:587/', '1.1.1.1');
    expect(refused).toMatchObject(refusal('https_required'));
    expect((refused as Error).message).toMatch(/STARTTLS/);
  });
});
