import { createTransport } from 'nodemailer';

export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** With its angle brackets; a mail that is tried again keeps it. */
  messageId?: string;
}

/** Sends the server's own mails: sign-in links and alerts. What flows send goes through their connections. */
export interface Mailer {
  /** Resolves once the mail server took the mail. Its errors name the mail server's words, never the password. */
  send: (mail: MailMessage) => Promise<void>;
}

export interface MailSettings {
  /** `smtp://user:password@host:port` (STARTTLS) or `smtps://…` (TLS from the start). Secret. */
  url: string;
  /** `Handoff <handoff@example.com>`, or the address alone. */
  from: string;
  /** Whether a mail server elsewhere may be spoken to without encryption; one on this machine always may. */
  allowUnencrypted: boolean;
}

/** What may be logged of a mail that did not go out: a mail server's words often repeat the recipient's address. */
export function mailFailure(error: unknown): { code: string; reply?: number } {
  const { code, responseCode: reply } = error as { code?: unknown; responseCode?: unknown };
  return { code: typeof code === 'string' ? code : 'unknown', ...(typeof reply === 'number' ? { reply } : {}) };
}

const CALL_MS = 20_000;
const THIS_MACHINE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The mailer of these settings; undefined where none are configured. */
export function createMailer(settings: MailSettings | undefined): Mailer | undefined {
  if (settings === undefined) return undefined;
  const url = new URL(settings.url);
  const secure = url.protocol === 'smtps:';
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !settings.allowUnencrypted && !THIS_MACHINE.has(url.hostname),
    ...(url.username === '' ? {} : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: CALL_MS,
    greetingTimeout: CALL_MS,
    socketTimeout: CALL_MS,
    // Mails are made of names that come from outside: nothing in them may be read from files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      await transport.sendMail({ from: settings.from, headers: { 'auto-submitted': 'auto-generated' }, ...mail });
    },
  };
}
