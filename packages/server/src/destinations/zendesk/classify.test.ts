import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';

const NOW = Date.UTC(2026, 10, 21);

function meaning(status: number, json: unknown, headers: Record<string, string> = {}) {
  return classify({ status, headers: { 'content-type': 'application/json', ...headers }, text: JSON.stringify(json), json }, NOW);
}

describe('what Zendesk documents', () => {
  it.each([
    ['a wrong API token', 401, { error: "Couldn't authenticate you" }, { kind: 'reauth' }],
    ['a token that ended', 401, { error: 'invalid_token', error_description: 'The access token provided is expired.' }, { kind: 'reauth' }],
    [
      'a missing scope',
      403,
      { error: 'Forbidden', description: 'You are missing the following required scopes: tickets:write' },
      { kind: 'scope', missing: ['tickets:write'] },
    ],
    [
      'an agent without the right',
      403,
      { error: { title: 'Forbidden', message: 'You do not have access to this page.' } },
      { kind: 'scope', message: expect.stringContaining('You do not have access') },
    ],
    [
      'an account that is gone',
      404,
      { error: { title: 'No help desk at x.zendesk.com', message: 'There is no help desk configured at this address.' } },
      { kind: 'reauth', code: 'no_help_desk' },
    ],
    ['a record that is gone', 404, { error: 'RecordNotFound', description: 'Not found' }, { kind: 'permanent' }],
    ['two changes at once', 409, { error: 'DatabaseConflict', description: 'Database collision' }, { kind: 'retry', afterMs: 5000 }],
    ['a text too large', 413, { error: 'EntityTooLarge', description: 'Too large' }, { kind: 'permanent', code: 'too_large' }],
    ['a fault of its own', 500, { error: 'InternalError', description: 'Something' }, { kind: 'retry', code: 'server_error' }],
  ])('%s', (_, status, json, expected) => expect(meaning(status, json)).toMatchObject(expected));

  it('waits as long as it says, in either header, else for the rest of the minute', () => {
    expect(meaning(429, { error: 'APIRateLimitExceeded' }, { 'retry-after': '93' })).toMatchObject({ kind: 'retry', afterMs: 93_000 });
    expect(meaning(429, { error: 'APIRateLimitExceeded' }, { 'ratelimit-reset': '41' })).toMatchObject({ afterMs: 41_000 });
    expect(meaning(429, {})).toMatchObject({ afterMs: 60_000 });
    expect(meaning(503, { error: 'ServiceUnavailable' }, { 'retry-after': '30' })).toMatchObject({ kind: 'retry', afterMs: 30_000 });
  });
});

describe('422', () => {
  const invalid = (details: object) => meaning(422, { error: 'RecordInvalid', description: 'Record validation errors', details });

  it.each([
    ['requester', { description: 'Requester: Ada is suspended.', error: 'UserSuspended' }, '/requester/email', /suspended in Zendesk/],
    ['requester', { description: 'Requester: Ada is suspended.' }, '/requester/email', /suspended in Zendesk/],
    ['name', { description: 'Name: is too short (minimum is 1 characters)', error: 'BlankValue' }, '/name', /needs a value/],
    ['email', { description: 'Email: x@y.z is already being used', error: 'DuplicateValue' }, '/email', /Merge/],
    ['360012', { description: 'Plan: is not an option', error: 'InvalidValue' }, '/fields/360012', /does not accept/],
    ['base', { description: 'Ticket form: is closed' }, '', /Zendesk says: Ticket form/],
  ])('names %s and what to do', (field, detail, path, words) => {
    expect(invalid({ [field]: [detail] })).toMatchObject({
      kind: 'permanent',
      problems: [{ path, message: expect.stringMatching(words) }],
    });
  });

  it('tells every field, and survives details in another form', () => {
    const two = invalid({ name: [{ description: 'Name: too short' }], email: [{ description: 'Email: invalid' }] });
    expect(two).toMatchObject({ problems: [{ path: '/name' }, { path: '/email' }] });
    expect(invalid({ name: 'too short' })).toMatchObject({
      kind: 'permanent',
      message: expect.stringContaining('Record validation errors'),
    });
  });
});
