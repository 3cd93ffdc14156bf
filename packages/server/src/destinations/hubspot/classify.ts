import { ErrorBody } from './answers.ts';
import { problemsOf } from './problems.ts';
import { classifyHttp, expectJson, parseRetryAfter } from '../kit/classify.ts';
import { clip } from '../kit/cut.ts';
import type { Classification, VendorResponse } from '../kit/types.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const SERVICE = { service: 'HubSpot' };

/** Reads the meaning of any HubSpot answer. A 207 counts as ok here: its records are judged one by one. */
export function classify(response: VendorResponse, now: number): Classification {
  const { status, headers } = response;
  if (status >= 200 && status <= 299) return expectJson(response, SERVICE) ?? { kind: 'ok' };
  const parsed = ErrorBody.safeParse(response.json);
  const body: ErrorBody = parsed.success ? parsed.data : {};
  const wait = parseRetryAfter(headers['retry-after'], now);
  switch (status) {
    case 400:
      return body.message === undefined
        ? fallback(response, now, body)
        : permanent('invalid_payload', 'HubSpot did not accept this record.', body);
    case 403:
      return parsed.success
        ? forbidden(body)
        : retry('blocked', 'A firewall in front of HubSpot turned this call away. It will be tried again.', wait ?? 300 * SECOND);
    case 404:
      return parsed.success ? permanent('not_found', 'HubSpot does not have this record (any more).', body) : fallback(response, now, body);
    case 409:
      return conflict(body);
    case 423:
      return retry(
        'locked',
        'HubSpot is taking in many changes at once and asked us to pause. It will be tried again.',
        wait ?? 2 * SECOND,
      );
    case 429:
      return tooMany(body, headers, wait);
    case 477:
      return retry(
        'migrating',
        'HubSpot is moving this account to another data centre. It will be tried again when HubSpot says so.',
        wait ?? HOUR,
      );
    default:
      return fallback(response, now, body);
  }
}

/** Reads one entry of `errors` in a 207 answer, which carries a category instead of a status. */
export function classifyRecordError(error: ErrorBody, now: number): Exclude<Classification, { kind: 'ok' }> {
  const status = STATUS_OF_CATEGORY[error.category ?? ''] ?? 400;
  const classification = classify({ status, headers: {}, text: '', json: { message: 'No reason was given.', ...error } }, now);
  if (classification.kind === 'ok') throw new Error('An error can not mean success.');
  return classification;
}

const STATUS_OF_CATEGORY: Record<string, number> = { MISSING_SCOPES: 403, OBJECT_NOT_FOUND: 404, CONFLICT: 409, RATE_LIMITS: 429 };

function fallback(response: VendorResponse, now: number, body: ErrorBody): Classification {
  return classifyHttp(response, {
    ...SERVICE,
    now,
    problems: problemsOf(body),
    detail: body.message === undefined ? undefined : clip(body.message),
  });
}

function retry(code: string, message: string, afterMs: number): Classification {
  return { kind: 'retry', code, message, afterMs };
}

function permanent(code: string, what: string, body: ErrorBody): Classification {
  const problems = problemsOf(body);
  const message = problems.length === 0 ? `${what}${said(body)}` : problems.map((problem) => problem.message).join(' ');
  return { kind: 'permanent', code, message, problems };
}

function said(body: ErrorBody): string {
  return body.message === undefined ? '' : ` HubSpot says: ${clip(body.message)}`;
}

function forbidden(body: ErrorBody): Classification {
  const contexts = [body.context, ...(body.errors ?? []).map((error) => error.context)];
  const named = contexts.flatMap((context) => [
    context?.['requiredGranularScopes'],
    context?.['missingScopes'],
    context?.['requiredScopes'],
  ]);
  const missing = [...new Set(named.flat().filter((scope) => typeof scope === 'string'))];
  const what = missing.length === 0 ? '' : ` It needs one of: ${missing.join(', ')}.`;
  return {
    kind: 'scope',
    code: body.category === 'MISSING_SCOPES' ? 'missing_scopes' : 'forbidden',
    message: `HubSpot does not allow this connection to do that.${what} Add the permission to the key in HubSpot or connect again; what is waiting goes out afterwards.${said(body)}`,
    missing,
  };
}

function conflict(body: ErrorBody): Classification {
  const id = /Existing ID:\s*(\d+)/i.exec(body.message ?? '')?.[1];
  if (id !== undefined) return { kind: 'duplicate', id, message: `HubSpot already has this record (${id}).` };
  return retry('conflict', `This record was being changed in HubSpot at the same moment. It will be tried again.${said(body)}`, 5 * SECOND);
}

/**
 * HubSpot documents no Retry-After with 429. The daily allowance returns at midnight in the account's own
 * time zone, which we do not know, so we look again every three hours: ten tries then span more than a day.
 */
function tooMany(body: ErrorBody, headers: Record<string, string>, wait: number | undefined): Classification {
  if (body.policyName === 'DAILY' || headers['x-hubspot-ratelimit-daily-remaining'] === '0') {
    const message =
      "The HubSpot account has used up its API calls for today. They return at midnight in the account's time zone; until then it is tried again every three hours.";
    return retry('daily_limit', message, wait ?? 3 * HOUR);
  }
  const window = Number(headers['x-hubspot-ratelimit-interval-milliseconds']);
  const rolling = Number.isFinite(window) && window > 0 ? window : 10 * SECOND;
  return retry(
    'rate_limited',
    'HubSpot asked us to slow down. It will be tried again as soon as it allows.',
    wait ?? (body.policyName === 'SECONDLY' ? SECOND : rolling),
  );
}
