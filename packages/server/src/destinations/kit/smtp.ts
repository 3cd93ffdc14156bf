import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { z } from 'zod';
import { DestinationFailure } from './types.ts';

/**
 * Mail servers are reached through the same `Request` and `Response` as everybody else, so that limits of time, recording,
 * sanitizing and the guard are the same: `POST smtp://host:587` with a `Mail` as JSON hands a mail over, `GET` only signs in.
 * The response's status is the server's reply code, its text the reply, and `x-smtp-command` what it replied to.
 * `smtp:` means STARTTLS, `smtps:` TLS from the start, `smtp-plain:` none.
 */
export const SMTP_PROTOCOLS: ReadonlySet<string> = new Set(['smtp:', 'smtps:', 'smtp-plain:']);

const Address = z.strictObject({ name: z.string().optional(), address: z.string() });

/** One mail to one person. */
export const Mail = z.strictObject({
  from: Address,
  to: z.string(),
  replyTo: z.string().optional(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  messageId: z.string(),
  date: z.string(),
  headers: z.record(z.string(), z.string()),
});
export type Mail = z.infer<typeof Mail>;

/** How long a server may take to close after the last word; it has the mail by then. */
const GOODBYE_MS = 5000;
/** Longer than any call may take: the kit's own limit decides. */
const NEVER_MS = 600_000;

/**
 * Speaks SMTP over a socket opened by `open`.
 * @throws DestinationFailure `retry` where nothing was handed over for certain; any other error where the mail's text was on its way.
 */
export async function sendOverSmtp(request: Request, open: () => Promise<Socket>): Promise<Response> {
  const url = new URL(request.url);
  const mail = request.method === 'GET' ? undefined : Mail.parse(await request.json());
  const socket = await open().catch((error: unknown) => {
    throw request.signal.aborted ? tooLate() : error;
  });
  // Listens on its own: what goes wrong with the socket reaches us through the connection, or after it has ended.
  socket.on('error', () => undefined);
  const connection = new SMTPConnection({
    host: url.hostname,
    port: Number(url.port),
    connection: socket,
    secure: url.protocol === 'smtps:',
    requireTLS: url.protocol === 'smtp:',
    ignoreTLS: url.protocol === 'smtp-plain:',
    connectionTimeout: NEVER_MS,
    greetingTimeout: NEVER_MS,
    socketTimeout: NEVER_MS,
  });
  const progress: Progress = { textBegun: false };
  try {
    const reply = await Promise.race([converse(connection, request, mail, progress), brokenOff(connection, request, progress)]);
    sayGoodbye(connection);
    return reply;
  } catch (error) {
    connection.close();
    return replyIn(error) ?? rethrow(error, progress);
  }
}

function sayGoodbye(connection: SMTPConnection): void {
  const timer = setTimeout(() => connection.close(), GOODBYE_MS);
  timer.unref();
  connection.once('end', () => clearTimeout(timer));
  connection.quit();
}

interface Progress {
  /** From here on the server may have taken the mail, whatever we hear of it. */
  textBegun: boolean;
}

async function converse(connection: SMTPConnection, request: Request, mail: Mail | undefined, progress: Progress): Promise<Response> {
  await step<void>((done) => connection.connect((error) => done(error)));
  const credentials = credentialsOf(request);
  if (credentials !== undefined) await step((done) => connection.login({ credentials }, done));
  if (mail === undefined) return toResponse(250, connection.lastServerResponse || '250 OK', 'EHLO');
  const bytes = await new MailComposer({ ...mail, date: new Date(mail.date), disableUrlAccess: true, disableFileAccess: true })
    .compile()
    .build();
  const envelope = { from: mail.from.address, to: [mail.to], size: bytes.length };
  const sent = await step<{ response: string }>((done) => connection.send(envelope, textOf(bytes, progress), done));
  return toResponse(Number(/^\d{3}/.exec(sent.response)?.[0] ?? 250), sent.response, 'DATA');
}

/** The server asks for the text only after it has agreed to everything else, so being read means being sent. */
function textOf(bytes: Buffer, progress: Progress): Readable {
  return new Readable({
    read() {
      progress.textBegun = true;
      this.push(bytes);
      this.push(null);
    },
  });
}

function step<T>(begin: (done: (error: Error | null | undefined, result?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => begin((error, result) => (error ? reject(error) : resolve(result as T))));
}

/** Ends the conversation when the connection fails between two steps, or when the caller's time is up. */
function brokenOff(connection: SMTPConnection, request: Request, progress: Progress): Promise<never> {
  return new Promise((_, reject) => {
    connection.on('error', reject);
    // Why it ended is often told a moment later.
    connection.once('end', () => setImmediate(() => reject(new Error('The connection was closed.'))));
    const stop = () => reject(progress.textBegun ? (request.signal.reason as Error) : tooLate());
    if (request.signal.aborted) stop();
    else request.signal.addEventListener('abort', stop, { once: true });
  });
}

function credentialsOf(request: Request): { user: string; pass: string } | undefined {
  const encoded = /^Basic (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return { user: text.slice(0, colon), pass: text.slice(colon + 1) };
}

/** What nodemailer hangs onto its errors. */
interface SmtpError {
  code?: unknown;
  /** Node's own. */
  originalCode?: unknown;
  responseCode?: unknown;
  response?: unknown;
  command?: unknown;
}

/** A refusal is an answer. */
function replyIn(error: unknown): Response | undefined {
  const { code, responseCode, response, command } = (error instanceof Error ? error : {}) as SmtpError;
  // The server's limit is known before anything is sent, so nodemailer refuses in its place.
  if (code === 'EMESSAGE' && responseCode === undefined && command === 'MAIL FROM')
    return toResponse(552, '552 5.3.4 Message too big', command);
  if (typeof responseCode !== 'number' || responseCode < 400 || responseCode > 599) return undefined;
  return toResponse(responseCode, String(response), typeof command === 'string' ? command : '');
}

function toResponse(status: number, text: string, command: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain', 'x-smtp-command': command } });
}

function rethrow(error: unknown, { textBegun }: Progress): never {
  if (textBegun || error instanceof DestinationFailure) throw error;
  const { code, originalCode } = (error instanceof Error ? error : {}) as SmtpError;
  const kind = UNSAFE.test(String(originalCode)) ? 'ETLS' : String(code);
  throw retry(...(FAILURES[kind] ?? CONNECTION_LOST));
}

type Told = [code: string, message: string];

/** Node's codes of certificates and of TLS. */
const UNSAFE = /CERT|TLS|SSL|EPROTO|HOSTNAME|UNABLE_TO/;
const NOTHING_SENT = 'Nothing was sent; it will be tried again.';
const CONNECTION_LOST: Told = ['connection_lost', `The connection to the mail server broke before it took the mail. ${NOTHING_SENT}`];
/** By nodemailer's code. */
const FAILURES: Record<string, Told> = {
  EPROTOCOL: ['not_smtp', `What answers there does not speak like a mail server. Check server and port of the connection. ${NOTHING_SENT}`],
  ETLS: [
    'no_safe_connection',
    `No safe connection to the mail server could be made: its certificate is not valid for this name, or "Encryption" does not fit the port. ${NOTHING_SENT}`,
  ],
};

function tooLate(): DestinationFailure {
  return retry('timeout', `The mail server did not take the mail in time. ${NOTHING_SENT}`);
}

function retry(code: string, message: string): DestinationFailure {
  return new DestinationFailure({ kind: 'retry', code, message });
}
