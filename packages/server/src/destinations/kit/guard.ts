import { lookup as systemLookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, type LookupFunction, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { Agent } from 'undici';
import { literalAddress, mayReach } from './addresses.ts';
import type { Fetch } from './http.ts';
import { ANSWER_LIMIT } from './read.ts';
import { sendOverSmtp, SMTP_PROTOCOLS } from './smtp.ts';
import { DestinationFailure } from './types.ts';

export interface GuardOptions {
  /** Whether private addresses and plain http may be reached; for development and closed networks. */
  allowPrivate: boolean;
  /** Hosts exempt from the guard, as `crm.internal` or `localhost:4010`. */
  allowedHosts?: string[];
  /** What becomes of an answer beyond `ANSWER_LIMIT`: cut off there, or handed over as it comes. Default `cut`. */
  longAnswers?: 'cut' | 'stream';
  /** Finds the addresses of a host name; the system's by default. */
  resolve?: (hostname: string) => Promise<{ address: string; family: number }[]>;
}

/** A fetch that reaches public addresses only. `close` ends its idle connections. */
export type GuardedFetch = Fetch & { close: () => Promise<void> };

/**
 * Makes the fetch that all calls to destinations go through. It refuses what could reach into the network the server
 * stands in: the name is resolved once and the checked address is the one connected to, so a name that changes its
 * mind in between (DNS rebinding) gains nothing. Redirects are answers like any other and never followed.
 * @throws DestinationFailure `permanent`, code `private_address` or `https_required`.
 */
export function createGuardedFetch(options: GuardOptions): GuardedFetch {
  const allowedHosts = new Set((options.allowedHosts ?? []).map((host) => host.toLowerCase()));
  const resolve = options.resolve ?? ((hostname: string) => systemLookup(hostname, { all: true }));
  // HTTP/1.1 only: one broken HTTP/2 connection would put every call that shares it in doubt.
  const common = { allowH2: false, connections: 256 } satisfies Agent.Options;
  const guarded = new Agent({ ...common, connect: { lookup: guardedLookup(resolve, options.allowPrivate) } });
  const open = new Agent({ ...common, connect: { lookup: guardedLookup(resolve, 'any') } });

  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const exempt = allowedHosts.has(url.hostname) || allowedHosts.has(url.host);
    if (!exempt) checkUrl(url, options.allowPrivate);
    if (SMTP_PROTOCOLS.has(url.protocol)) {
      const lookup = guardedLookup(resolve, exempt ? 'any' : options.allowPrivate);
      return sendOverSmtp(request, () => openSocket(url, lookup, request.signal));
    }
    return send(exempt ? open : guarded, url, request, options.longAnswers ?? 'cut');
  };
  return Object.assign(fetch, { close: async () => void (await Promise.all([guarded.close(), open.close()])) });
}

const ENCRYPTED: ReadonlySet<string> = new Set(['https:', 'smtp:', 'smtps:']);
const UNENCRYPTED: ReadonlySet<string> = new Set(['http:', 'smtp-plain:']);

function checkUrl(url: URL, allowPrivate: boolean): void {
  if (!ENCRYPTED.has(url.protocol) && !(allowPrivate && UNENCRYPTED.has(url.protocol))) {
    throw new DestinationFailure({
      kind: 'permanent',
      code: 'https_required',
      message: SMTP_PROTOCOLS.has(url.protocol)
        ? `The connection to the mail server ${url.host} would not be encrypted, so the mail and the password could be read on the way. Choose STARTTLS or TLS in the connection.`
        : `The address ${url.origin} is not encrypted, so your customers' data could be read on the way. Use the address that begins with https://.`,
      problems: [],
    });
  }
  const literal = literalAddress(url.hostname);
  if (literal === undefined) return;
  // A public service has a name; without one there is no certificate to check either.
  if (!allowPrivate || !mayReach(literal, allowPrivate)) throw refused(url.hostname);
}

/** Resolves and checks in one step, as part of connecting. One bad address among good ones refuses the name. */
function guardedLookup(resolve: NonNullable<GuardOptions['resolve']>, allow: boolean | 'any'): LookupFunction {
  const find = async (hostname: string) => {
    const addresses = await resolve(hostname);
    if (allow !== 'any' && !addresses.every(({ address }) => mayReach(address, allow))) throw refused(hostname);
    const [first] = addresses;
    if (first === undefined) throw Object.assign(new Error(`No address for ${hostname}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
    return { addresses, first };
  };
  return (hostname, { all }, callback) => {
    const answer = async () => {
      try {
        const { addresses, first } = await find(hostname);
        if (all === true) callback(null, addresses);
        else callback(null, first.address, first.family);
      } catch (error) {
        callback(error as Error, '', 0);
      }
    };
    void answer();
  };
}

function refused(host: string): DestinationFailure {
  return new DestinationFailure({
    kind: 'permanent',
    code: 'private_address',
    message: `The address ${host} lies inside a private network, and Handoff does not send there, so that nobody can use it to reach your own machines. Use a public address; in a closed network the server’s operator can allow private ones (HANDOFF_ALLOW_PRIVATE_DESTINATIONS).`,
    problems: [],
  });
}

async function openSocket(url: URL, lookup: LookupFunction, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host: literalAddress(url.hostname) ?? url.hostname, port: Number(url.port), lookup, signal });
  await once(socket, 'connect', { signal });
  return socket;
}

/** undici's `request` costs less than half of a fetch; a Response is made of what it read. */
async function send(agent: Agent, url: URL, request: Request, longAnswers: 'cut' | 'stream'): Promise<Response> {
  const answer = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: request.method,
    headers: { 'accept-encoding': 'identity', ...Object.fromEntries(request.headers) },
    body: request.body === null ? null : await request.text(),
    signal: request.signal,
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) for (const part of [value ?? []].flat()) headers.append(name, part);
  // Node's own stream and the platform's are one class with two type declarations.
  const body = longAnswers === 'stream' ? (Readable.toWeb(answer.body) as ReadableStream) : await readUpTo(answer.body, ANSWER_LIMIT);
  if (![204, 205, 304].includes(answer.statusCode)) return new Response(body, { status: answer.statusCode, headers });
  if (body instanceof ReadableStream) await body.cancel();
  return new Response(null, { status: answer.statusCode, headers });
}

async function readUpTo(body: AsyncIterable<Buffer>, limit: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let read = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    read += chunk.length;
    // Leaving the loop ends the connection with the rest unread.
    if (read >= limit) break;
  }
  return Buffer.concat(chunks);
}
