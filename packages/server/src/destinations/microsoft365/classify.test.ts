import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';

const NOW = Date.UTC(2026, 10, 21);
const refusal = (status: number, code: string, headers: Record<string, string> = {}) => {
  const json = { error: { code, message: 'Because.', innerError: { 'request-id': 'x' } } };
  return classify({ status, headers, text: JSON.stringify(json), json }, NOW);
};

describe('what Microsoft Graph answers', () => {
  it.each([
    [401, 'InvalidAuthenticationToken', { kind: 'reauth' }],
    [403, 'ErrorAccessDenied', { kind: 'scope', code: 'forbidden' }],
    [403, 'Authorization_RequestDenied', { kind: 'scope' }],
    [403, 'ErrorSendAsDenied', { kind: 'scope', code: 'send_as_denied' }],
    [403, 'ErrorMessageSubmissionBlocked', { kind: 'scope', code: 'sending_blocked' }],
    [403, 'ErrorAccountSuspend', { kind: 'scope', code: 'sending_blocked' }],
    [404, 'MailboxNotEnabledForRESTAPI', { kind: 'scope', code: 'no_mailbox' }],
    [404, 'ErrorItemNotFound', { kind: 'permanent', code: 'not_found' }],
    [409, 'ConcurrentItemSave', { kind: 'retry', code: 'changed' }],
    [409, 'ErrorDuplicateTransactionId', { kind: 'permanent', code: 'duplicate_transaction' }],
    [412, 'ErrorIrresolvableConflict', { kind: 'retry', code: 'changed' }],
    [423, 'Locked', { kind: 'retry', code: 'changed' }],
    [429, 'ApplicationThrottled', { kind: 'retry', code: 'rate_limited', afterMs: 10_000 }],
    [429, 'UnknownError', { kind: 'retry', code: 'rate_limited', afterMs: 10_000 }],
    [429, 'ErrorExceededMessageLimit', { kind: 'retry', code: 'mail_limit', afterMs: 3_600_000 }],
    [503, 'MailboxConcurrency', { kind: 'retry', code: 'rate_limited' }],
    [503, 'ErrorMailboxMoveInProgress', { kind: 'retry', code: 'mailbox_moving' }],
    [507, 'ErrorQuotaExceeded', { kind: 'retry', code: 'mailbox_full' }],
    [509, 'BandwidthLimitExceeded', { kind: 'retry', code: 'rate_limited' }],
    [500, 'ErrorInternalServerTransientError', { kind: 'retry' }],
    [400, 'ErrorInvalidRequest', { kind: 'permanent', message: expect.stringContaining('Because.') }],
  ])('reads %i %s', (status, code, expected) => {
    expect(refusal(status, code)).toMatchObject(expected);
  });

  it.each([
    ['ErrorInvalidRecipients', '/to'],
    ['TimeZoneNotSupportedException', '/timeZone'],
    ['ErrorCalendarEndDateIsEarlierThanStartDate', '/end'],
    ['ErrorMessageSizeExceeded', '/text'],
  ])('points %s at %s', (code, path) => {
    expect(refusal(400, code)).toMatchObject({ kind: 'permanent', problems: [{ path, message: expect.stringContaining('Because.') }] });
  });

  it('waits as long as Microsoft says', () => {
    expect(refusal(429, 'ApplicationThrottled', { 'retry-after': '7' })).toMatchObject({ afterMs: 7000 });
    expect(refusal(503, 'ServiceNotAvailable', { 'retry-after': '12' })).toMatchObject({ kind: 'retry', afterMs: 12_000 });
  });

  it('takes an empty 202 for done, and an empty 200 not', () => {
    expect(classify({ status: 202, headers: {}, text: '', json: undefined }, NOW)).toEqual({ kind: 'ok' });
    expect(classify({ status: 200, headers: {}, text: '', json: undefined }, NOW)).toMatchObject({ kind: 'retry' });
  });
});
