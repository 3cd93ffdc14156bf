import { z } from 'zod';
import { classifyHttp, expectJson, isHtml, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';
import { ApiError, problemsOf, sentence } from './pointers.ts';

const SERVICE = 'Klaviyo';

const Errors = z.looseObject({ errors: z.array(ApiError) });
const DuplicateMeta = z.looseObject({ duplicate_profile_id: z.string().min(1) });

/** The two windows Klaviyo counts calls in; which one was full it usually says itself. */
const BURST_WINDOW_MS = 1000;
const STEADY_WINDOW_MS = 60_000;
/** The firewall in front of the API challenges browsers and now and then us; that passes. */
const CHALLENGED_MS = 120_000;

/** Codes our operations look at. */
export const INVALID = 'invalid_record';

/** Reads the meaning of any Klaviyo answer. Jobs and events answer 202 without a body: taken in, not yet carried out. */
export function classify(response: VendorResponse, now: number): Classification {
  const unreadable = expectJson(response, { service: SERVICE });
  if (unreadable) return unreadable;
  const { status } = response;
  if (status >= 200 && status <= 299) return { kind: 'ok' };
  const errors = Errors.safeParse(response.json).data?.errors ?? [];
  switch (status) {
    case 400:
    case 422:
      return errors.length === 0 ? fallback(response, now, errors) : invalid(errors);
    case 403:
      return isHtml(response) ? challenged(response, now) : fallback(response, now, errors);
    case 409:
      return conflict(response, now, errors);
    case 410:
      return {
        kind: 'permanent',
        code: 'revision_retired',
        message: 'Klaviyo has retired the version of its API that this Handoff speaks. Update Handoff, then send the event again.',
        problems: [],
      };
    case 429:
      return {
        kind: 'retry',
        code: 'rate_limited',
        message: 'Klaviyo asked us to slow down. It will be tried again as soon as it allows.',
        afterMs: waitFrom(response, errors),
        ...retryHint(response, now),
      };
    default:
      return fallback(response, now, errors);
  }
}

function fallback(response: VendorResponse, now: number, errors: readonly ApiError[]): Classification {
  const detail = errors.map(sentence).join(' ');
  return classifyHttp(response, { service: SERVICE, now, problems: problemsOf(errors), detail });
}

function invalid(errors: readonly ApiError[]): Classification {
  if (errors.some(isAboutList)) {
    return {
      kind: 'permanent',
      code: 'list_not_found',
      message:
        'Klaviyo does not have the list that this connection adds subscribers to. Choose another in the connection, then send the event again.',
      problems: [],
    };
  }
  const problems = problemsOf(errors);
  const said = problems.length === 0 ? ` Klaviyo says: ${errors.map(sentence).join(' ')}` : '';
  return {
    kind: 'permanent',
    code: INVALID,
    message: `Klaviyo refused this record. Correct the fields named here or their mapping.${said}`,
    problems,
  };
}

function isAboutList(error: ApiError): boolean {
  return /\/relationships\/list\b/.test(error.source?.pointer ?? '') || /\blist\b.*(not found|does not exist)/i.test(error.detail ?? '');
}

function conflict(response: VendorResponse, now: number, errors: readonly ApiError[]): Classification {
  const duplicate = errors.find(({ code }) => code === 'duplicate_profile');
  if (duplicate === undefined) return fallback(response, now, errors);
  const id = DuplicateMeta.safeParse(duplicate.meta).data?.duplicate_profile_id ?? '';
  return { kind: 'duplicate', id, message: 'Klaviyo has these details on two different profiles.' };
}

function challenged(response: VendorResponse, now: number): Classification {
  return {
    kind: 'retry',
    code: 'challenged',
    message: 'A firewall in front of Klaviyo turned this call away. It will be tried again.',
    afterMs: CHALLENGED_MS,
    ...retryHint(response, now),
  };
}

/** Where the Retry-After header is missing: "Expected available in 1 second.", else the end of the current window. */
function waitFrom(response: VendorResponse, errors: readonly ApiError[]): number {
  const said = errors
    .map(({ detail }) => /available in (\d+(?:\.\d+)?) second/i.exec(detail ?? '')?.[1])
    .find((found) => found !== undefined);
  const seconds = Number(said ?? response.headers['ratelimit-reset'] ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds * 1000), BURST_WINDOW_MS), STEADY_WINDOW_MS) : STEADY_WINDOW_MS;
}
