import type { Problem } from '@handoff/shared/event';
import type { Classification, VendorResponse } from './types.ts';

/** How the shared words name the vendor, and when it is. */
export interface ClassifyOptions {
  /** The destination's title, as the owner knows it. */
  service: string;
  /** Epoch milliseconds, to read a Retry-After that is a date. */
  now: number;
  /** What the vendor said is wrong with single fields; goes into `permanent`. */
  problems?: Problem[];
  /** The vendor's own sentence, added to ours. */
  detail?: string | undefined;
}

type Failure = Exclude<Classification, { kind: 'ok' }>;

/** No vendor means more than a day, and a mistaken huge number must not park a delivery for ever. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/**
 * Reads a Retry-After header: seconds or an HTTP date.
 * @returns milliseconds to wait, 0 to 24 h; undefined where the header is absent or unreadable.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(Math.ceil(wait), 0), LONGEST_WAIT_MS);
}

/** `{ afterMs }` where the answer carries a Retry-After, else `{}`: to spread into a `retry`. */
export function retryHint(response: VendorResponse, now: number): { afterMs?: number } {
  const afterMs = parseRetryAfter(response.headers['retry-after'], now);
  return afterMs === undefined ? {} : { afterMs };
}

/** Whether the answer is a web page where data was expected. */
export function isHtml(response: VendorResponse): boolean {
  return (response.headers['content-type'] ?? '').includes('html') || /^\s*<(!doctype|html|head|body)\b/i.test(response.text);
}

/**
 * For vendors that answer success in JSON: a successful status without JSON is no success.
 * @returns the failure, or undefined where there is JSON or nothing was to be expected (202, 204, 205).
 */
export function expectJson(response: VendorResponse, { service }: Pick<ClassifyOptions, 'service'>): Failure | undefined {
  if (response.status < 200 || response.status > 299 || response.json !== undefined) return undefined;
  if (response.text === '' && [202, 204, 205].includes(response.status)) return undefined;
  const what = isHtml(response) ? 'a web page' : response.text === '' ? 'nothing' : 'something unreadable';
  return {
    kind: 'retry',
    code: NOT_JSON,
    message: `${service} answered with ${what} instead of data. That is usually maintenance, or a wrong address in the connection.`,
  };
}

const NOT_JSON = 'not_json';
const SERVER_ERROR = 'server_error';

/**
 * Codes of `retry` after which the vendor may nevertheless have done it. Where a repeat is not harmless
 * (`ledger`), the kit turns them into `unknown`, so their messages promise none.
 */
export const DOUBTFUL_CODES: ReadonlySet<string> = new Set([NOT_JSON, SERVER_ERROR]);

/** A redirect, which is never followed: it could lead a key or customer data to another host. Undefined for other answers. */
export function classifyRedirect(response: VendorResponse, { service }: Pick<ClassifyOptions, 'service'>): Failure | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  return {
    kind: 'permanent',
    code: 'redirect_refused',
    message: `${service} sent us on to another address, and Handoff does not follow, so that your data goes nowhere unexpected. Put the final address into the connection.`,
    problems: [],
  };
}

/** What any answer means by its status alone. A vendor's `classify` reads its own signs first and calls this last. */
export function classifyHttp(response: VendorResponse, options: ClassifyOptions): Classification {
  const { service, now } = options;
  const { status } = response;
  if (status >= 200 && status <= 299) return { kind: 'ok' };
  const redirect = classifyRedirect(response, options);
  if (redirect) return redirect;
  const said = options.detail === undefined || options.detail === '' ? '' : ` ${service} says: ${options.detail}`;
  const retry = (code: string, message: string): Classification => ({
    kind: 'retry',
    code,
    message: `${message}${said}`,
    ...retryHint(response, now),
  });
  const permanent = (code: string, message: string): Classification => ({
    kind: 'permanent',
    code,
    message: `${message}${said}`,
    problems: options.problems ?? [],
  });
  switch (status) {
    case 401:
      return {
        kind: 'reauth',
        code: 'unauthorized',
        message: `${service} no longer accepts this connection's sign-in. Reconnect it; what is waiting goes out afterwards.${said}`,
      };
    case 403:
      return {
        kind: 'scope',
        code: 'forbidden',
        message: `${service} does not let this connection do that. Grant the missing permission there, or reconnect with an account that has it.${said}`,
        missing: [],
      };
    case 404:
      return permanent(
        'not_found',
        `${service} does not know what this step writes to. It may have been deleted there; choose it again in the flow.`,
      );
    case 408:
      return retry('timeout', `${service} took too long to read the request. It will be tried again.`);
    case 409:
      return permanent('conflict', `${service} has something there already that is in the way.`);
    case 410:
      return permanent('gone', `What this step writes to no longer exists at ${service}. Choose another in the flow.`);
    case 413:
      return permanent('too_large', `${service} finds this record too large. Map fewer or shorter fields.`);
    case 425:
      return retry('too_early', `${service} asked to try again a little later.`);
    case 429:
      return retry('rate_limited', `${service} asked us to slow down. It will be tried again as soon as it allows.`);
    case 503:
      // Who says when to come back has not done it. Without that it may be a gateway's word, which lost the answer of what stands behind it.
      return retryHint(response, now).afterMs === undefined
        ? retry(SERVER_ERROR, `${service} is not available at the moment.`)
        : retry('unavailable', `${service} is not available at the moment. It will be tried again.`);
  }
  if (status >= 500) return retry(SERVER_ERROR, `${service} had a problem of its own (${status}).`);
  return permanent('refused', `${service} refused this record (${status}). Check the mapped fields.`);
}
