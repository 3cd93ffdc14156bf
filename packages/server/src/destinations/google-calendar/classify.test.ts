import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';

const NOW = Date.UTC(2026, 10, 21);
const refusal = (status: number, reason: string, message = 'Sorry', headers: Record<string, string> = {}) => {
  const json = { error: { code: status, message, errors: [{ domain: 'global', reason, message }] } };
  return classify({ status, headers, text: JSON.stringify(json), json }, NOW);
};

describe('what Google Calendar answers', () => {
  it.each([
    [403, 'rateLimitExceeded', { kind: 'retry', code: 'rate_limited' }],
    [403, 'userRateLimitExceeded', { kind: 'retry', code: 'rate_limited' }],
    [429, 'rateLimitExceeded', { kind: 'retry', code: 'rate_limited' }],
    [403, 'quotaExceeded', { kind: 'retry', code: 'usage_limit', afterMs: 3_600_000 }],
    [429, 'quotaExceeded', { kind: 'retry', code: 'usage_limit' }],
    [403, 'dailyLimitExceeded', { kind: 'retry', code: 'daily_limit' }],
    [403, 'insufficientPermissions', { kind: 'scope', missing: ['https://www.googleapis.com/auth/calendar.events'] }],
    [403, 'accessNotConfigured', { kind: 'scope', code: 'api_disabled' }],
    [403, 'forbiddenForNonOrganizer', { kind: 'permanent', code: 'not_organizer' }],
    [403, 'requiredAccessLevel', { kind: 'scope', code: 'forbidden' }],
    [401, 'authError', { kind: 'reauth' }],
    [404, 'notFound', { kind: 'permanent', code: 'not_found' }],
    [410, 'deleted', { kind: 'permanent' }],
    [412, 'conditionNotMet', { kind: 'retry', code: 'changed' }],
    [500, 'backendError', { kind: 'retry' }],
  ])('reads %i %s', (status, reason, expected) => {
    expect(refusal(status, reason)).toMatchObject(expected);
  });

  it.each([
    ['required', 'Missing time zone definition for start time.', '/timeZone'],
    ['timeRangeEmpty', 'The specified time range is empty.', '/end'],
    ['invalid', 'Invalid attendee email.', '/attendees'],
    ['invalid', 'Invalid start time.', '/start'],
  ])('points 400 %s "%s" at %s', (reason, message, path) => {
    expect(refusal(400, reason, message)).toMatchObject({
      kind: 'permanent',
      problems: [{ path, message: expect.stringContaining(message) }],
    });
  });

  it('passes on in its words what has no field, and a hint where there is one', () => {
    expect(refusal(400, 'invalid', 'Bad Request')).toMatchObject({
      kind: 'permanent',
      problems: [],
      message: expect.stringContaining('Bad Request'),
    });
    expect(refusal(403, 'rateLimitExceeded', 'Slow', { 'retry-after': '7' })).toMatchObject({ afterMs: 7000 });
  });
});
