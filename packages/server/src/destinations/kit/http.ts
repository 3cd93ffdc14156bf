import { setImmediate as nextTurn } from 'node:timers/promises';
import { classifyRedirect, DOUBTFUL_CODES } from './classify.ts';
import { readCapped, startDeadline, type Deadline } from './read.ts';
import { createSanitizer, type RecordedExchange } from './sanitize.ts';
import { transportFailure } from './transport.ts';
import {
  DestinationFailure,
  type CallContext,
  type CallSeen,
  type Dedupe,
  type DestinationDefinition,
  type VendorRequest,
  type VendorResponse,
} from './types.ts';
import { USER_AGENT } from '../../version.ts';

/** Anything that answers a Request: the guarded fetch, a twin's `fetch`, the platform's own. */
export type Fetch = (request: Request) => Promise<Response>;

export interface CallContextOptions<S> {
  definition: DestinationDefinition<S>;
  /** With its secrets opened. */
  settings: S;
  accessToken?: string | undefined;
  fetch: Fetch;
  /** Replaces the definition's base URL, path and all; only where the server's configuration allows it. */
  baseUrlOverride?: string | undefined;
  idempotencyKey: string;
  eventId: string;
  /** Handed to the destination, never sent by itself. */
  traceparent?: string | undefined;
  now: () => number;
  /** How the operation's repeats stay harmless. With `ledger`, an answer that leaves doubt (500, 502, 503 without Retry-After, a web page) is `unknown`, not `retry`. */
  dedupe?: Dedupe | undefined;
  /** Ends calls early, on shutdown. */
  signal?: AbortSignal | undefined;
  /** For the whole exchange, body included. */
  timeoutMs?: number | undefined;
  /** Epoch milliseconds after which no exchange begins and none goes on. */
  endBy?: number | undefined;
  /** Waits until one more call is allowed; throws a DestinationFailure where that would take too long. */
  turn?: ((call: CallSeen) => Promise<void>) | undefined;
  /** Gets every exchange, sanitized. */
  record: (exchange: RecordedExchange) => void;
}

/** What a destination gets to work with for one delivery, one look-up or one connection test. */
export function createCallContext<S>(options: CallContextOptions<S>): CallContext<S> {
  const { definition, settings, now } = options;
  const service = definition.title;
  const sanitizer = createSanitizer(options);
  const timeoutMs = options.timeoutMs ?? 30_000;

  const send = async (vendorRequest: VendorRequest): Promise<VendorResponse> => {
    if (options.signal?.aborted)
      throw new DestinationFailure({
        kind: 'retry',
        code: 'stopped',
        message: 'Handoff is stopping. Nothing was sent; it will be tried again.',
      });
    await options.turn?.({ method: vendorRequest.method, path: vendorRequest.path ?? vendorRequest.url ?? '' });
    const leftMs = Math.min(timeoutMs, (options.endBy ?? Number.POSITIVE_INFINITY) - now());
    if (leftMs <= 0)
      throw new DestinationFailure({
        kind: 'retry',
        code: 'out_of_time',
        message: `${service} took so long that the rest was not sent. It will be tried again.`,
      });
    const base = options.baseUrlOverride ?? definition.baseUrl(settings);
    const deadline = startDeadline(leftMs, options.signal);
    const body = bodyOf(vendorRequest);
    const started = performance.now();
    let request: Request | undefined;
    let outcome: Pick<RecordedExchange, 'response' | 'error'> = {};
    try {
      request = buildRequest({ vendorRequest, base, body, deadline, service });
      authorize(options, request, base);
      const response = await exchange(options.fetch, request, deadline);
      outcome = { response: { status: response.status, headers: response.headers, body: response.text } };
      return response;
    } catch (error) {
      if (request === undefined && !(error instanceof DestinationFailure)) throw error;
      const failure =
        error instanceof DestinationFailure
          ? error
          : new DestinationFailure(transportFailure(error, { service, timeoutMs: leftMs, reads: isRead(vendorRequest), deadline }));
      const { classification } = failure;
      outcome = { error: { code: 'code' in classification ? classification.code : classification.kind, message: failure.message } };
      throw new DestinationFailure(sanitizer.failure(classification), failure.response);
    } finally {
      deadline.stop();
      options.record(
        sanitizer.exchange({
          request: {
            method: vendorRequest.method,
            url: request?.url ?? base,
            headers: Object.fromEntries(request?.headers ?? []),
            ...(body === undefined ? {} : { body: body.text }),
          },
          ...outcome,
          durationMs: performance.now() - started,
        }),
      );
    }
  };

  const call = async (vendorRequest: VendorRequest): Promise<VendorResponse> => {
    const response = await send(vendorRequest);
    const meaning = classifyRedirect(response, { service }) ?? definition.classify(response, now());
    if (meaning.kind === 'ok') return response;
    if (options.dedupe === 'ledger' && meaning.kind === 'retry' && DOUBTFUL_CODES.has(meaning.code) && !isRead(vendorRequest)) {
      const message = `It is not known whether ${service} took the data. ${meaning.message}`;
      throw new DestinationFailure(sanitizer.failure({ kind: 'unknown', code: meaning.code, message }), response);
    }
    throw new DestinationFailure(sanitizer.failure(meaning), response);
  };

  return { settings, idempotencyKey: options.idempotencyKey, eventId: options.eventId, traceparent: options.traceparent, now, send, call };
}

/** Whether losing the answer leaves nothing in doubt. */
function isRead(request: VendorRequest): boolean {
  return request.method === 'GET' || request.reads === true;
}

async function exchange(fetch: Fetch, request: Request, deadline: Deadline): Promise<VendorResponse> {
  const response = await Promise.race([fetch(request), expiredAfter(deadline)]);
  const text = await readCapped(response, deadline);
  return { status: response.status, headers: Object.fromEntries(response.headers), text, json: parseJson(text) };
}

/** A transport that knows how far it came (SMTP) says so when it is stopped; its word counts more than the clock's. */
async function expiredAfter({ expired }: Deadline): Promise<never> {
  try {
    return await expired;
  } catch (error) {
    await nextTurn();
    throw error;
  }
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bodyOf(request: VendorRequest): { text: string; type?: string } | undefined {
  if (request.json !== undefined) return { text: JSON.stringify(request.json), type: 'application/json' };
  if (request.form !== undefined) return { text: new URLSearchParams(request.form).toString(), type: 'application/x-www-form-urlencoded' };
  return request.text === undefined ? undefined : { text: request.text };
}

function buildRequest(parts: {
  vendorRequest: VendorRequest;
  base: string;
  body: { text: string; type?: string } | undefined;
  deadline: Deadline;
  service: string;
}): Request {
  const { vendorRequest, base, body, deadline, service } = parts;
  try {
    return new Request(urlOf(vendorRequest, base), {
      method: vendorRequest.method,
      headers: {
        accept: 'application/json',
        'user-agent': USER_AGENT,
        ...(body?.type === undefined ? {} : { 'content-type': body.type }),
        ...vendorRequest.headers,
      },
      ...(body === undefined ? {} : { body: body.text }),
      redirect: 'manual',
      signal: deadline.signal,
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DestinationFailure({
      kind: 'permanent',
      code: 'unsendable',
      message: `The request to ${service} cannot be made: an address or a header in this connection's settings contains characters that cannot be sent, often a line break from copying. Enter it again.`,
      problems: [],
    });
  }
}

/** Joins the path to the base URL. A path segment of dots would reach another endpoint than the destination meant. */
function urlOf(request: VendorRequest, base: string): string {
  const url = new URL(request.url ?? base);
  if (request.path !== undefined && request.path !== '') {
    if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(request.path)) throw pathRefused();
    if (/[?#]/.test(request.path)) throw new Error(`The path "${request.path}" holds a query; put it into "query".`);
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${request.path.replace(/^\//, '')}`;
  }
  for (const [name, value] of Object.entries(request.query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value));
  return url.href;
}

function pathRefused(): DestinationFailure {
  return new DestinationFailure({
    kind: 'permanent',
    code: 'bad_identifier',
    message: 'An identifier in this record consists of dots only, which no system takes for a name. Correct it in the mapping.',
    problems: [],
  });
}

/** `origin` is "null" for every address that is not of the web. */
function hasSameOrigin(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  return a.protocol === b.protocol && a.host === b.host;
}

/** Adds the credentials, but never to a link that leads to another host than the connection's own. */
function authorize<S>(options: CallContextOptions<S>, request: Request, base: string): void {
  const { auth } = options.definition;
  if (auth.kind === 'none' || !hasSameOrigin(request.url, base)) return;
  try {
    if (auth.kind === 'key') auth.apply(options.settings, request);
    else auth.apply(options.settings, request, options.accessToken);
  } catch (error) {
    if (error instanceof DestinationFailure) throw error;
    throw new DestinationFailure({
      kind: 'reauth',
      code: 'unusable_credentials',
      message: `The key of this ${options.definition.title} connection contains characters that cannot be sent, often a line break from copying. Enter it again.`,
    });
  }
}
