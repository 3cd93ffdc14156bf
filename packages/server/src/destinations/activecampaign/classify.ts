import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'ActiveCampaign';

const ErrorBody = z.looseObject({
  message: z.string().optional().catch(undefined),
  errors: z
    .array(
      z.looseObject({
        title: z.string().optional().catch(undefined),
        detail: z.string().optional().catch(undefined),
        code: z.string().optional().catch(undefined),
        source: z.looseObject({ pointer: z.string().optional() }).optional().catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
});
type ErrorBody = z.infer<typeof ErrorBody>;

/** Its limit is five calls a second, so a second later there is room again. */
const SLOW_DOWN_MS = 1000;

export function classify(response: VendorResponse, now: number): Classification {
  const unreadable = expectJson(response, { service: SERVICE });
  if (unreadable) return unreadable;
  if (response.status >= 200 && response.status <= 299) return { kind: 'ok' };
  const body = ErrorBody.safeParse(response.json).data ?? {};
  const detail = reasonIn(body);
  switch (response.status) {
    case 400:
    case 422:
      return refused(body);
    case 402:
      return {
        kind: 'reauth',
        code: 'payment_required',
        message: 'The ActiveCampaign account has an open bill, so its API is closed. Look into Settings → Billing there.',
      };
    case 403:
      return {
        kind: 'scope',
        code: 'forbidden',
        message: `ActiveCampaign does not accept the API key of this connection, or its user may not do that. Copy the key again from Settings → Developer, of a user who may manage contacts.${said(detail)}`,
        missing: [],
      };
    case 429:
      return {
        kind: 'retry',
        code: 'rate_limited',
        message: 'ActiveCampaign asked us to slow down. It will be tried again as soon as it allows.',
        afterMs: SLOW_DOWN_MS,
        ...retryHint(response, now),
      };
    default:
      return classifyHttp(response, { service: SERVICE, now, detail });
  }
}

function reasonIn({ message, errors }: ErrorBody): string | undefined {
  const [first] = errors ?? [];
  return first?.title ?? first?.detail ?? message;
}

function said(detail: string | undefined): string {
  return detail === undefined || detail === '' ? '' : ` ActiveCampaign says: ${detail}`;
}

function refused(body: ErrorBody): Classification {
  const problems = (body.errors ?? []).map(({ title, detail, code, source }): Problem => {
    const path = payloadPath(source?.pointer ?? '', `${code ?? ''} ${title ?? ''}`);
    return { path, message: inOwnersWords(code ?? '', [title, detail].filter((part) => part !== undefined && part !== '').join(' ')) };
  });
  const words = problems.length === 0 ? said(reasonIn(body)) : ` ${problems.map(({ message }) => message).join(' ')}`;
  return { kind: 'permanent', code: 'refused', message: `ActiveCampaign refused this record.${words}`, problems };
}

function inOwnersWords(code: string, reason: string): string {
  if (/email_invalid|invalid_email|must_be_valid_email/i.test(code))
    return 'ActiveCampaign does not take this for an e-mail address. Correct it and send the event again.';
  if (code === 'duplicate') return `Another contact has this value already.${said(reason)}`;
  if (/related_missing/i.test(code)) return `What this step writes to is not in ActiveCampaign (any more).${said(reason)}`;
  return said(reason === '' ? 'no reason given' : reason).trim();
}

const PATHS: [RegExp, string][] = [
  [/email/i, '/email'],
  [/first_?name/i, '/firstName'],
  [/last_?name/i, '/lastName'],
  [/phone/i, '/phone'],
  [/automation/i, '/automation'],
  [/\btag/i, '/tag'],
  [/\blist/i, '/list'],
  [/field/i, '/fields'],
];

/** Its pointer (`/data/attributes/email`), or else its words, as a place in our payload. */
function payloadPath(pointer: string, words: string): string {
  const last = pointer.split('/').at(-1) ?? '';
  return PATHS.find(([pattern]) => pattern.test(last))?.[1] ?? PATHS.find(([pattern]) => pattern.test(words))?.[1] ?? '';
}
