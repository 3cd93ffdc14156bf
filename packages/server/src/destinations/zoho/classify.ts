import { Outcome, UpsertAnswer } from './answers.ts';
import { aboutRecord, problemsOf } from './words.ts';
import { clip } from '../kit/cut.ts';
import { classifyHttp, expectJson, parseRetryAfter, type Classification, type VendorResponse } from '../kit/index.ts';

type Failure = Exclude<Classification, { kind: 'ok' }>;

const SECOND = 1000;
const HOUR = 3_600_000;
const SERVICE = { service: 'Zoho CRM' };

/**
 * Reads the meaning of any Zoho answer. One that lists records counts as ok whatever its status (200, 202, 207, or 400
 * where all were refused): those are judged one by one. A 200 that says `status: error` is a failure.
 */
export function classify(response: VendorResponse, now: number): Classification {
  const { status } = response;
  if (status < 500 && UpsertAnswer.safeParse(response.json).success) return { kind: 'ok' };
  const outcome = Outcome.safeParse(response.json).data;
  const known = outcome === undefined ? undefined : byCode(outcome, response, now);
  if (known !== undefined) return known;
  const failed = outcome !== undefined && outcome.status === 'error';
  if (status >= 200 && status <= 299 && !failed) return expectJson(response, SERVICE) ?? { kind: 'ok' };
  if (failed && (status <= 299 || status === 400)) return refusal(outcome);
  return classifyHttp(response, { ...SERVICE, now, detail: outcome && clip(outcome.message) });
}

/** What became of one record Zoho refused. */
export function classifyRecord(outcome: Outcome): Failure {
  if (outcome.code === 'RECORD_LOCKED')
    return {
      kind: 'retry',
      code: 'locked',
      message: 'Somebody else was saving the same record in Zoho CRM. It will be tried again.',
      afterMs: 5 * SECOND,
    };
  if (outcome.code === 'INTERNAL_ERROR') return serverError();
  if (outcome.code === 'NO_PERMISSION') return noPermission(outcome);
  return refusal(outcome);
}

function byCode(outcome: Outcome, response: VendorResponse, now: number): Failure | undefined {
  const wait = parseRetryAfter(response.headers['retry-after'], now);
  switch (outcome.code) {
    case 'INVALID_TOKEN':
    case 'AUTHENTICATION_FAILURE':
      return {
        kind: 'reauth',
        code: 'unauthorized',
        message: 'Zoho CRM no longer accepts this sign-in. Reconnect it; what is waiting goes out afterwards.',
      };
    // With status 401, which would otherwise look like a sign-in that has ended.
    case 'OAUTH_SCOPE_MISMATCH':
      return scope(
        'missing_scopes',
        'Zoho CRM does not allow this connection to do that: a permission was not granted when it was made. Sign in again and agree to all.',
      );
    case 'NO_PERMISSION':
      return noPermission(outcome);
    case 'TOO_MANY_REQUESTS':
      return {
        kind: 'retry',
        code: 'rate_limited',
        message: 'Too many calls to Zoho CRM at once. It will be tried again.',
        afterMs: wait ?? 10 * SECOND,
      };
    case 'LIMIT_EXCEEDED':
    case 'API_LIMIT_EXCEEDED':
      return {
        kind: 'retry',
        code: 'daily_limit',
        message:
          'This Zoho CRM has used up its API credits of the last 24 hours, ours and those of other programs. It is tried again every hour; lower "Credits in 24 hours" to leave more for others.',
        afterMs: wait ?? HOUR,
      };
    case 'INTERNAL_ERROR':
      return serverError();
    case 'INVALID_DATA':
      return outcome.details.json_path?.includes('duplicate_check_fields') === true ? noKeyField() : undefined;
    default:
      return undefined;
  }
}

function refusal(outcome: Outcome): Failure {
  const problems = problemsOf(outcome);
  const message = problems[0]?.message ?? aboutRecord(outcome);
  return { kind: 'permanent', code: outcome.code.toLowerCase(), message, problems };
}

function scope(code: string, message: string): Failure {
  return { kind: 'scope', code, message, missing: [] };
}

function noPermission({ message }: Outcome): Failure {
  return scope(
    'forbidden',
    `The person who connected may not do that in Zoho CRM. Give their profile the permission, then reconnect. Zoho says: ${clip(message)}`,
  );
}

function serverError(): Failure {
  return { kind: 'retry', code: 'server_error', message: 'Zoho CRM had a problem of its own. It will be tried again.' };
}

/** The owner can mend this at once and all that waits goes out, so it holds the connection rather than failing every record. */
function noKeyField(): Failure {
  return scope(
    'no_key_field',
    'Zoho CRM has no unique field in deals by which Handoff could find them again. Create it there as a single-line field with "Do not allow duplicate values" (the guide has the steps), then reconnect.',
  );
}
