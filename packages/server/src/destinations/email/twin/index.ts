import { once } from 'node:events';
import { connect } from 'node:net';
import { sendOverSmtp } from '../../kit/smtp.ts';
import { NOW } from '../../testing/faults.ts';
import type { Fault, Twin } from '../../testing/twin.ts';
import { createSmtpServer, type SmtpFault, type SmtpServer, type SmtpServerOptions } from './server.ts';

export const USER = 'shop@engines.example';
export const PASSWORD = 'twin-mail-password-0123';
/** Where the twin stands in for; the real port is one of this machine. */
export const HOST = 'mail.engines.example';

export interface EmailTwin extends Twin {
  server: SmtpServer;
}

/**
 * A mail server in this process behind the kit's own transport. Faults of the web are played as what a mail server does in that case.
 * No limit is documented for SMTP as such, so it enforces none.
 */
export function createEmailTwin(options: Partial<SmtpServerOptions> = {}): EmailTwin {
  const server = createSmtpServer({ user: USER, password: PASSWORD, ...options });
  const faults: Fault[] = [];
  const requests: Twin['requests'] = [];

  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    if (url.hostname !== HOST) throw new TypeError(`twin: unexpected host ${url.host}`);
    requests.push({
      method: request.method,
      path: url.pathname,
      body: request.method === 'GET' ? undefined : await request.clone().json(),
    });
    const index = faults.findIndex(({ match }) => match === undefined || match.test(`${request.method} ${url.pathname}`));
    const fault = index === -1 ? undefined : faults.splice(index, 1)[0];
    if (fault !== undefined) server.faults.push(asSmtp(fault));
    const port = await server.port();
    return sendOverSmtp(request, async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    });
  };

  return {
    origins: [`smtp-plain://${HOST}:587`],
    fetch,
    snapshot: () => server.mails.map(({ from, to, headers }) => ({ from, to, id: headers['message-id'], subject: headers['subject'] })),
    requests,
    // SMTP has no contract of operations.
    calls: [],
    refused: () => 0,
    use: () => [],
    violations: server.violations,
    inject: (...more) => void faults.push(...more),
    server,
  };
}

const REPLIES: Record<number, Pick<SmtpFault, 'at' | 'does'>> = {
  302: { at: 'RCPT', does: '551 5.1.6 User not local; please try elsewhere' },
  401: { at: 'AUTH', does: '535 5.7.8 Authentication credentials invalid' },
  403: { at: 'MAIL', does: '550 5.7.1 Sender not allowed' },
  404: { at: 'RCPT', does: '550 5.1.1 No such user here' },
  422: { at: 'text', does: '554 5.7.1 Message rejected as spam' },
  500: { at: 'text', does: '451 4.3.0 Error: queue file write error' },
};

function asSmtp({ when, answer, onReached }: Fault): SmtpFault {
  const at = when === 'before' ? 'text' : 'kept';
  if (answer === 'hang' || answer === 'stall') return { at, does: answer, onReached };
  if (answer === 'reset') return { at, does: 'drop', onReached };
  const { status, headers = {}, body } = answer;
  const wait = waitOf(headers['retry-after']);
  if (status === 429) return { at: 'RCPT', does: `450 4.7.1 Greylisted${wait}`, onReached };
  if (status === 503) return { at: 'connect', does: `421 4.3.2 Service not available${wait}`, onReached };
  if (typeof body === 'string' && status === 200) return { at: 'connect', does: body, onReached };
  const said = typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : 'Refused';
  return { ...(REPLIES[status] ?? { at: 'text', does: `554 5.6.0 ${said} ${headers['x-echo'] ?? ''}` }), onReached };
}

function waitOf(hint: string | undefined): string {
  if (hint === undefined) return '';
  const seconds = Number.isNaN(Number(hint)) ? (Date.parse(hint) - NOW) / 1000 : Number(hint);
  return `, try again in ${seconds} seconds`;
}
