import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { clip } from '../kit/cut.ts';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'Microsoft 365';
const HOUR = 3_600_000;

const ErrorBody = z.looseObject({ error: z.looseObject({ code: z.string(), message: z.string().optional() }) });

export function classify(response: VendorResponse, now: number): Classification {
  const parsed = ErrorBody.safeParse(response.json);
  const { code, message = '' } = parsed.success ? parsed.data.error : { code: '' };
  const detail = message === '' ? undefined : clip(message);
  const known = response.status >= 400 ? knownCode(code, response, now, detail) : undefined;
  if (known !== undefined) return known;
  if (response.status === 429) return later('rate_limited', SLOW, response, now, 10_000);
  if (response.status === 412 || response.status === 423) return later('changed', CHANGED, response, now, 5000);
  if (response.status === 509) return later('rate_limited', SLOW, response, now, 300_000);
  return expectJson(response, { service: SERVICE }) ?? classifyHttp(response, { service: SERVICE, now, detail });
}

const SLOW = 'Microsoft 365 asked us to slow down. It will be tried again as soon as it allows.';
const CHANGED = 'This item was being changed in Microsoft 365 at the same moment. It will be tried again.';

/** Microsoft sends Retry-After with nearly every refusal of this kind; `otherwise` is for those without. */
function later(code: string, message: string, response: VendorResponse, now: number, otherwise: number): Classification {
  return { kind: 'retry', code, message, afterMs: otherwise, ...retryHint(response, now) };
}

function knownCode(code: string, response: VendorResponse, now: number, detail: string | undefined): Classification | undefined {
  const wait = LATER[code];
  if (wait !== undefined) return later(wait.code, wait.message, response, now, wait.afterMs);
  const held = HELD[code];
  if (held !== undefined)
    return { kind: 'scope', code: held.code, message: `${held.message} What is waiting goes out afterwards.`, missing: [] };
  if (code === 'ErrorDuplicateTransactionId') {
    return { kind: 'permanent', code: DUPLICATE_TRANSACTION, message: 'This event is there already, with other content.', problems: [] };
  }
  const field = FIELDS[code];
  if (field === undefined) return undefined;
  const message = detail === undefined ? field.message : `${field.message} Microsoft says: ${detail}`;
  const problems: Problem[] = [{ path: field.path, message }];
  return { kind: 'permanent', code: 'invalid_payload', message, problems };
}

/** The event was made before from the same delivery, and the content has changed since. */
export const DUPLICATE_TRANSACTION = 'duplicate_transaction';

const LATER: Record<string, { code: string; message: string; afterMs: number }> = {
  ApplicationThrottled: { code: 'rate_limited', message: SLOW, afterMs: 10_000 },
  TooManyRequests: { code: 'rate_limited', message: SLOW, afterMs: 10_000 },
  ErrorTooManyObjectsOpened: { code: 'rate_limited', message: SLOW, afterMs: 10_000 },
  MailboxConcurrency: { code: 'rate_limited', message: SLOW, afterMs: 5000 },
  ConcurrentItemSave: { code: 'changed', message: CHANGED, afterMs: 5000 },
  ErrorIrresolvableConflict: { code: 'changed', message: CHANGED, afterMs: 5000 },
  ErrorExceededMessageLimit: {
    code: 'mail_limit',
    message:
      'This mailbox has sent as many mails as Microsoft allows for now (30 a minute, 10,000 recipients a day). It will be tried again every hour.',
    afterMs: HOUR,
  },
  ErrorQuotaExceeded: {
    code: 'mailbox_full',
    message:
      'The mailbox of this connection is full, so Microsoft 365 takes nothing more. Make room in Outlook; it will be tried again every hour.',
    afterMs: HOUR,
  },
  ErrorMailboxMoveInProgress: {
    code: 'mailbox_moving',
    message: 'Microsoft is moving this mailbox to another server. It will be tried again.',
    afterMs: 300_000,
  },
};

const HELD: Record<string, { code: string; message: string }> = {
  ErrorAccessDenied: {
    code: 'forbidden',
    message:
      'Microsoft 365 does not let this connection do that. Connect again and agree to all permissions, or ask your administrators to approve the app.',
  },
  Authorization_RequestDenied: {
    code: 'forbidden',
    message: 'The administrators of your organisation have not approved what this app does. Ask them, then connect again.',
  },
  ErrorSendAsDenied: { code: 'send_as_denied', message: 'This account may not send mail from that address.' },
  ErrorMessageSubmissionBlocked: {
    code: 'sending_blocked',
    message:
      'Microsoft has blocked this account from sending mail, mostly because it took its mails for spam. Sign in to Outlook and follow what it says there.',
  },
  ErrorAccountSuspend: {
    code: 'sending_blocked',
    message: 'Microsoft has suspended this mailbox. Sign in to Outlook and follow what it says there.',
  },
  MailboxNotEnabledForRESTAPI: {
    code: 'no_mailbox',
    message:
      'This Microsoft account has no mailbox in Microsoft 365 (none, or one on a server of your own). Connect with an account that has one.',
  },
  MailboxNotSupportedForRESTAPI: {
    code: 'no_mailbox',
    message: 'The mailbox of this account cannot be reached from outside. Connect with another account.',
  },
};

const FIELDS: Record<string, { path: string; message: string }> = {
  ErrorInvalidRecipients: {
    path: '/to',
    message: 'Microsoft 365 does not accept an address this mail goes to. Correct it and send the event again.',
  },
  ErrorInvalidTimeZone: { path: '/timeZone', message: 'Microsoft 365 does not know this time zone. Choose one like Europe/Berlin.' },
  TimeZoneNotSupportedException: {
    path: '/timeZone',
    message: 'Microsoft 365 does not know this time zone. Choose one like Europe/Berlin.',
  },
  ErrorCalendarEndDateIsEarlierThanStartDate: { path: '/end', message: 'The end of the event lies before its start.' },
  ErrorMessageSizeExceeded: { path: '/text', message: 'The mail is larger than Microsoft 365 sends. Map a shorter text.' },
};
