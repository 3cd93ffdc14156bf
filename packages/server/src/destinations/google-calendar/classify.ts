import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'Google Calendar';
export const SCOPE = 'https://www.googleapis.com/auth/calendar.events';

const Detail = z.looseObject({ reason: z.string().optional(), message: z.string().optional() });
const ErrorBody = z.looseObject({
  error: z.looseObject({
    message: z.string().optional(),
    errors: z.array(Detail).optional().catch(undefined),
    details: z.array(Detail).optional().catch(undefined),
  }),
});

export function classify(response: VendorResponse, now: number): Classification {
  const parsed = ErrorBody.safeParse(response.json);
  const error = parsed.success ? parsed.data.error : undefined;
  const reasons = [...(error?.errors ?? []), ...(error?.details ?? [])].flatMap(({ reason }) => reason ?? []);
  const said = error?.message ?? '';
  const is = (...names: string[]) => reasons.some((reason) => names.includes(reason));
  if (response.status === 403 || response.status === 429) {
    if (is('quotaExceeded')) return later('usage_limit', HOUR, USAGE);
    if (is('dailyLimitExceeded')) return later('daily_limit', 3 * HOUR, DAILY);
    if (response.status === 429 || is('rateLimitExceeded', 'userRateLimitExceeded', 'RATE_LIMIT_EXCEEDED')) {
      return { kind: 'retry', code: 'rate_limited', message: SLOW, ...retryHint(response, now) };
    }
    return forbidden(reasons, said);
  }
  if (response.status === 404 && error !== undefined) return { kind: 'permanent', code: 'not_found', message: GONE, problems: [] };
  if (response.status === 400 && error !== undefined) return badRequest(reasons, said);
  if (response.status === 412)
    return { kind: 'retry', code: 'changed', message: 'The event was being changed at the same moment. It will be tried again.' };
  return (
    expectJson(response, { service: SERVICE }) ?? classifyHttp(response, { service: SERVICE, now, detail: said === '' ? undefined : said })
  );
}

const HOUR = 3_600_000;
const SLOW = 'Google Calendar asked us to slow down. It will be tried again as soon as it allows.';
const USAGE =
  'Google does not take more events or invitations from this account at the moment: it limits how many a person can make in a short time. It will be tried again every hour.';
const DAILY = 'The Google Cloud project of this server has used up its calls for today. It will be tried again every three hours.';
const GONE =
  'Google Calendar does not have this calendar, or the account of this connection cannot see it. Check the calendar in the connection.';

function later(code: string, afterMs: number, message: string): Classification {
  return { kind: 'retry', code, message, afterMs };
}

function forbidden(reasons: string[], said: string): Classification {
  const is = (...names: string[]) => reasons.some((reason) => names.includes(reason));
  const scope = (code: string, message: string, missing: string[] = []): Classification => ({ kind: 'scope', code, message, missing });
  if (is('insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT')) {
    const message =
      'The permission to edit events was not given when this connection signed in. Connect again and tick it; what is waiting goes out afterwards.';
    return scope('missing_scopes', message, [SCOPE]);
  }
  if (is('accessNotConfigured', 'SERVICE_DISABLED')) {
    const message =
      'The Google Calendar API is not switched on in the Google Cloud project of this server. The person who runs the server must enable it there.';
    return scope('api_disabled', message);
  }
  if (is('forbiddenForNonOrganizer')) {
    const message = 'This event belongs to somebody else, who alone may change it in Google Calendar.';
    return { kind: 'permanent', code: 'not_organizer', message, problems: [] };
  }
  const message = `The Google account of this connection may not write to this calendar. Share the calendar with it with the right to make changes to events; what is waiting goes out afterwards.${said === '' ? '' : ` Google says: ${said}`}`;
  return scope('forbidden', message);
}

function badRequest(reasons: string[], said: string): Classification {
  const [, path, words] = FIELDS.find(([sign]) => sign.test(`${reasons.join(' ')} ${said}`)) ?? [];
  const message = `${words ?? 'Google Calendar did not accept this event. Check the mapped fields.'} Google says: ${said}`;
  const problems: Problem[] = path === undefined ? [] : [{ path, message }];
  return { kind: 'permanent', code: 'invalid_payload', message, problems };
}

const FIELDS: [RegExp, string, string][] = [
  [/time ?zone/i, '/timeZone', 'The time zone is missing or Google does not know it. Choose one like Europe/Berlin in the connection.'],
  [/timeRangeEmpty|time range is empty/i, '/end', 'The end of the event is not after its start.'],
  [/attendee|invalid email/i, '/attendees', 'Google does not accept the address of a guest.'],
  [/\bstart\b/i, '/start', 'Google does not accept the start of the event.'],
  [/\bend\b/i, '/end', 'Google does not accept the end of the event.'],
  [/summary/i, '/title', 'Google does not accept the title of the event.'],
];
