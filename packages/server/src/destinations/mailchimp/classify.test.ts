import { describe, expect, it } from 'vitest';
import type { VendorResponse } from '../kit/index.ts';
import { classify } from './classify.ts';

const answer = (status: number, json?: unknown, headers: Record<string, string> = {}): VendorResponse => ({
  status,
  headers,
  text: json === undefined ? '' : JSON.stringify(json),
  json,
});
const read = (status: number, json?: unknown, headers?: Record<string, string>) => classify(answer(status, json, headers), 0);

describe('what Mailchimp answers', () => {
  it('slows down by itself where Mailchimp gives no hint, and follows one where it does', () => {
    expect(read(429, { title: 'TooManyRequests', status: 429 })).toMatchObject({ kind: 'retry', afterMs: 10_000 });
    expect(read(429, undefined, { 'retry-after': '3' })).toMatchObject({ kind: 'retry', afterMs: 3000 });
    expect(
      classify({ status: 403, headers: { 'content-type': 'text/html' }, text: '<h1>Access Denied</h1>', json: undefined }, 0),
    ).toMatchObject({ kind: 'retry', afterMs: 60_000 });
  });

  it('tells a locked account from a missing role', () => {
    expect(read(403, { title: 'User Disabled', status: 403, detail: 'This account has been disabled.' })).toMatchObject({ kind: 'reauth' });
    expect(read(403, { title: 'Forbidden', status: 403, detail: 'You do not have access.' })).toMatchObject({ kind: 'scope' });
    expect(read(401, { title: 'API Key Invalid', status: 401 })).toMatchObject({ kind: 'reauth' });
  });

  it('knows an error by its detail when its title has changed', () => {
    const detail =
      'a@example.com was permanently deleted and cannot be re-imported. The contact must re-subscribe to get back on the list.';
    expect(read(400, { title: 'Renamed', detail })).toMatchObject({ kind: 'permanent', code: 'forgotten_email' });
    expect(
      read(400, { title: 'Renamed', detail: 'a@example.com is in a compliance state due to unsubscribe and cannot be subscribed.' }),
    ).toMatchObject({ code: 'member_in_compliance_state' });
  });

  it('points from its field errors into our payload', () => {
    const errors = [
      { field: 'FNAME', message: 'too long' },
      { field: 'merge_fields.MMERGE3', message: 'no number' },
      { field: 'email address', message: 'missing' },
      { field: '', message: 'other' },
    ];
    const meaning = read(400, { title: 'Invalid Resource', detail: 'The resource submitted could not be validated.', errors });
    expect(meaning.kind === 'permanent' && meaning.problems.map(({ path }) => path)).toEqual([
      '/mergeFields/FNAME',
      '/mergeFields/MMERGE3',
      '/email',
      '',
    ]);
  });

  it('blames the address where Mailchimp finds it fake, and waits where it was signed up too often', () => {
    expect(
      read(400, { title: 'Invalid Resource', detail: 'x@y.z looks fake or invalid, please enter a real email address.' }),
    ).toMatchObject({ kind: 'permanent', problems: [{ path: '/email' }] });
    expect(
      read(400, {
        title: 'Invalid Resource',
        detail: "x@y.z has signed up to a lot of lists very recently; we're not allowing more signups for now",
      }),
    ).toMatchObject({ kind: 'retry' });
  });

  it('names the member that is there already', () => {
    expect(
      read(400, { title: 'Member Exists', detail: 'Ada@example.com is already a list member. Use PUT to insert or update list members.' }),
    ).toMatchObject({
      kind: 'duplicate',
      id: '3e3417d7ef77d5932a6734b916515ed5',
    });
  });
});
