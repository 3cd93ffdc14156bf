import { ErrorList, type SalesforceError } from './answers.ts';
import { aboutRecord, duplicatesFound, problemsOf } from './words.ts';
import { clip } from '../kit/cut.ts';
import { classifyHttp, expectJson, type Classification, type VendorResponse } from '../kit/index.ts';

type Failure = Exclude<Classification, { kind: 'ok' }>;

const SECOND = 1000;
const HOUR = 3_600_000;
const SERVICE = { service: 'Salesforce' };

/** Reads the meaning of any Salesforce answer. A collection answers 200 also where records were refused: those are judged one by one. */
export function classify(response: VendorResponse, now: number): Classification {
  const { status } = response;
  if (status >= 200 && status <= 299) return expectJson(response, SERVICE) ?? { kind: 'ok' };
  const errors = ErrorList.safeParse(response.json).data ?? [];
  const [first] = errors;
  const known = first === undefined ? undefined : byCode(first);
  if (known !== undefined) return known;
  if (status === 400 && first !== undefined) return refusal(errors);
  return classifyHttp(response, { ...SERVICE, now, detail: first && clip(first.message), problems: problemsOf(errors) });
}

const NO_ACCESS = new Set(['INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS_OR_READONLY']);

/** What became of one record that a collection refused. */
export function classifyRecord(errors: SalesforceError[], keyField: string): Failure {
  const [first] = errors;
  if (first === undefined)
    return { kind: 'permanent', code: 'refused', message: 'Salesforce refused this record without giving a reason.', problems: [] };
  // Somebody else's record or a locked one: no reason to hold up all others.
  if (NO_ACCESS.has(first.code)) return refusal(errors);
  return byCode(first) ?? (isRaceForKey(first, keyField) ? justCreated() : refusal(errors));
}

/** By Salesforce's own code, which says more than the status; undefined for codes that are about the record's values. */
function byCode(error: SalesforceError): Failure | undefined {
  const { code, message } = error;
  const keyField = /external ID field does not exist or is not accessible: (\w+)/i.exec(message)?.[1];
  if (keyField !== undefined) return noKeyField(keyField);
  switch (code) {
    case 'REQUEST_LIMIT_EXCEEDED':
      return tooMany(message);
    case 'UNABLE_TO_LOCK_ROW':
      return retry('locked', 'Somebody else was saving the same record in Salesforce. It will be tried again.', 5 * SECOND);
    case 'SERVER_UNAVAILABLE':
      return retry('unavailable', 'Salesforce is not available at the moment. It will be tried again.', 60 * SECOND);
    case 'INVALID_SESSION_ID':
    case 'INVALID_AUTH_HEADER':
      return {
        kind: 'reauth',
        code: 'session_ended',
        message: 'Salesforce has ended this sign-in. Reconnect it; what is waiting goes out afterwards.',
      };
    case 'API_DISABLED_FOR_ORG':
    case 'API_CURRENTLY_DISABLED':
      return scope(
        'api_disabled',
        'This Salesforce edition, or the profile of the person who connected, does not allow the API. Give them the permission "API Enabled", or ask Salesforce to switch the API on.',
      );
    case 'INSUFFICIENT_ACCESS':
    case 'INSUFFICIENT_ACCESS_OR_READONLY':
    case 'INVALID_TYPE':
      return forbidden(message);
    // Else an automation failed.
    case 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY':
      return /^entity type cannot be (inserted|updated)/i.test(message) ? forbidden(message) : undefined;
    case 'DUPLICATES_DETECTED':
      return { kind: 'permanent', code: 'duplicates_detected', message: duplicatesFound(error), problems: [] };
    default:
      return undefined;
  }
}

function refusal(errors: SalesforceError[]): Failure {
  const problems = problemsOf(errors);
  const message = problems.length > 0 ? problems.map((problem) => problem.message).join(' ') : errors.map(aboutRecord).join(' ');
  return { kind: 'permanent', code: 'refused', message, problems };
}

function retry(code: string, message: string, afterMs: number): Failure {
  return { kind: 'retry', code, message, afterMs };
}

/** Of a whole call, or of records of a kind: none of them would pass. */
function forbidden(message: string): Failure {
  return scope(
    'forbidden',
    `The person who connected may not do that in Salesforce. Give them access to these records, then reconnect. Salesforce says: ${clip(message)}`,
  );
}

function scope(code: string, message: string): Failure {
  return { kind: 'scope', code, message, missing: [] };
}

/** The owner can mend this at once and all that waits goes out, so it holds the connection rather than failing every record. */
function noKeyField(name: string): Failure {
  return scope(
    'no_key_field',
    `Salesforce has no field "${name}" by which Handoff could find records again, or the person who connected may not see it. Create it there as a text field with "External ID" and "Unique" ticked (the guide has the steps), then reconnect.`,
  );
}

/** Salesforce never says how long to wait. The day's allowance returns bit by bit over 24 hours, a place among the long calls in seconds. */
function tooMany(message: string): Failure {
  if (/Concurrent/i.test(message))
    return retry('busy', 'Too many long calls are running in this Salesforce at once. It will be tried again.', 20 * SECOND);
  return retry(
    'daily_limit',
    'This Salesforce has used up its API calls of the last 24 hours, ours and those of other programs. It is tried again every hour; lower "Calls in 24 hours" to leave more for others.',
    HOUR,
  );
}

/**
 * Two upserts of one new key within a second: Salesforce begins to create twice and refuses the second as a duplicate.
 * A moment later the record is there to be updated.
 */
function isRaceForKey({ code, message }: SalesforceError, keyField: string): boolean {
  return code === 'DUPLICATE_VALUE' && message.startsWith(`duplicate value found: ${keyField} duplicates`);
}

function justCreated(): Failure {
  return retry('just_created', 'Salesforce was creating this very record at the same moment. It will be tried again.', 5 * SECOND);
}
