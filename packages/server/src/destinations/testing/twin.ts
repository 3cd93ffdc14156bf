import { Hono } from 'hono';
import { createRateGate, type LimitUse, type VendorLimit } from './rate.ts';

/** What a twin should do wrong, once per entry, to the next request that matches. */
export interface Fault {
  /** Matches `METHOD /path`; without it, any request. */
  match?: RegExp;
  /** `before`: answer this instead of doing the work. `after`: do the work, then answer this. */
  when: 'before' | 'after';
  answer:
    | { status: number; headers?: Record<string, string>; body?: unknown }
    /** Never answers until the caller gives up. */
    | 'hang'
    /** Starts an answer and never finishes it. */
    | 'stall'
    /** Closes the connection without an answer. */
    | 'reset';
  /** Told when the fault takes effect: for `after`, when the work is done; for `stall`, when the first bytes are out. */
  onReached?: () => void;
}

/** An in-process stand-in for one vendor: stateful, strict, and able to fail in the vendor's ways. */
export interface Twin {
  /** The vendor's real base URL; requests to any other host are refused. */
  origins: string[];
  fetch: (request: Request) => Promise<Response>;
  /** Everything it holds, in a form that is equal exactly when nothing changed. */
  snapshot: () => unknown;
  /** Requests in order, for assertions. */
  requests: { method: string; path: string; body: unknown }[];
  /** The same requests, each with the operation of the vendor's contract it was held against, if any. */
  calls: { call: string; operation: ContractOperation | undefined }[];
  /** How many requests it refused for coming faster than the vendor allows. */
  refused: () => number;
  /** How much of the vendor's limits was used; empty without a clock. */
  use: () => LimitUse[];
  /** Requests that broke the vendor's contract; a test asserts that this stays empty. */
  violations: string[];
  inject: (...faults: Fault[]) => void;
}

/** How a twin is set up. */
export interface TwinOptions {
  /** A clock, in epoch milliseconds: with one the twin also enforces the vendor's documented limits. */
  now?: () => number;
}

export interface TwinParts extends TwinOptions {
  origins: string[];
  /** The vendor's routes over the twin's own state. */
  routes: (app: Hono) => void;
  snapshot: () => unknown;
  /** What the vendor counts a request against, from its documentation and not from our definition. Enforced only where there is a clock. */
  limits?: (request: RequestSeen) => VendorLimit[];
  /** The vendor's published contract; undefined where `../shared/specs` is not there. */
  checkContract?: ContractCheck | undefined;
}

/** One request as a contract or a limit looks at it. */
export interface RequestSeen {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
  /** Told which operation of the contract it is, once it is known. */
  matched?: (operation: ContractOperation) => void;
}

/** One operation (or, where a contract describes bodies only, one body) of a vendor's contract. */
export interface ContractOperation {
  /** The file under `../shared/specs`: `pipedrive/openapi.v2.json`. */
  spec: string;
  /** `POST /persons`, `#/methods/sendMessage`; empty where the file is one body. */
  name: string;
  /** The file does not have it: our overlay added it, from the vendor's documentation. */
  added: boolean;
}

/** Holds one request against a vendor's published contract; returns one line per violation. */
export type ContractCheck = (request: RequestSeen) => string[];

/** Builds a twin from a vendor's routes: host check, request log, contract check and fault injection are the same for all. */
export function createTwin(parts: TwinParts): Twin {
  const app = new Hono();
  parts.routes(app);
  const faults: Fault[] = [];
  const requests: Twin['requests'] = [];
  const calls: Twin['calls'] = [];
  const violations: string[] = [];
  const gate = parts.now === undefined ? undefined : createRateGate(parts.now);

  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    if (!parts.origins.includes(url.origin)) {
      violations.push(`request to an unexpected host: ${url.origin}`);
      throw new TypeError(`twin: unexpected host ${url.origin}`);
    }
    const text = await request.clone().text();
    const body = readBody(request.headers.get('content-type') ?? '', text);
    requests.push({ method: request.method, path: url.pathname + url.search, body });
    const asked: Twin['calls'][number] = { call: `${request.method} ${url.pathname}`, operation: undefined };
    calls.push(asked);
    const seen: RequestSeen = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
      matched: (operation) => void (asked.operation = operation),
    };
    violations.push(...(parts.checkContract?.(seen) ?? []));
    const entered = gate?.enter(parts.limits?.(seen) ?? []);
    if (entered !== undefined && 'refusal' in entered) return respond(entered.refusal);
    try {
      return await work(request, `${request.method} ${url.pathname}`);
    } finally {
      entered?.leave();
    }
  };

  const work = async (request: Request, call: string): Promise<Response> => {
    const index = faults.findIndex((fault) => fault.match === undefined || fault.match.test(call));
    const fault = index === -1 ? undefined : faults.splice(index, 1)[0];
    if (fault?.when === 'before') return fail(fault, request);
    const answer = await app.fetch(request);
    return fault === undefined ? answer : fail(fault, request);
  };

  return {
    origins: parts.origins,
    fetch,
    snapshot: parts.snapshot,
    requests,
    calls,
    refused: () => gate?.refused() ?? 0,
    use: () => gate?.use() ?? [],
    violations,
    inject: (...more) => void faults.push(...more),
  };
}

async function fail(fault: Fault, request: Request): Promise<Response> {
  if (fault.answer === 'hang') {
    return new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true });
      fault.onReached?.();
      if (request.signal.aborted) reject(request.signal.reason);
    });
  }
  if (fault.answer === 'stall') {
    const start = (stream: ReadableStreamDefaultController<Uint8Array>) => stream.enqueue(new TextEncoder().encode('{"'));
    return new Response(new ReadableStream({ start, pull: () => fault.onReached?.() }, { highWaterMark: 0 }), {
      headers: { 'content-type': 'application/json' },
    });
  }
  fault.onReached?.();
  if (fault.answer === 'reset')
    throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
  return respond(fault.answer);
}

function respond({ status, headers, body }: { status: number; headers?: Record<string, string>; body?: unknown }): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? {});
  return new Response(text, {
    status,
    headers: { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json', ...headers },
  });
}

function readBody(type: string, text: string): unknown {
  if (text === '') return undefined;
  if (type.includes('json')) return parseJson(text);
  if (type.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  return text;
}

/** What is not JSON stays text, which no schema takes for the object it expects. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
