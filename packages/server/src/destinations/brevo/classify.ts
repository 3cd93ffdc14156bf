import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { classifyHttp, classifyRedirect, expectJson, isHtml, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'Brevo';

const ErrorBody = z.looseObject({
  code: z.string().catch(''),
  message: z.string().catch(''),
  metadata: z
    .looseObject({ duplicate_identifiers: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
});
type ErrorBody = z.infer<typeof ErrorBody>;

/** Another contact has the phone number, or Brevo does not take it for one. */
export const PHONE_REFUSED = 'phone_refused';
/** Another call made or holds the contact with this address. */
export const EMAIL_TAKEN = 'email_taken';

const LONGEST_WAIT_S = 24 * 60 * 60;
const RACE_MS = 5000;

export function classify(response: VendorResponse, now: number): Classification {
  // A confirmation e-mail is answered with 201 and nothing.
  const isEmptySuccess = response.status === 201 && response.text === '' && !isHtml(response);
  const unreadable = isEmptySuccess ? undefined : expectJson(response, { service: SERVICE });
  if (unreadable) return unreadable;
  if (response.status >= 200 && response.status <= 299) return { kind: 'ok' };
  if (response.status === 429) return slowDown(response, now);
  const redirect = classifyRedirect(response, { service: SERVICE });
  if (redirect) return redirect;
  const body = ErrorBody.safeParse(response.json).data ?? { code: '', message: '', metadata: undefined };
  return (
    (response.status < 500 ? classifyBody(response, body) : undefined) ??
    classifyHttp(response, { service: SERVICE, now, detail: body.message })
  );
}

/** Brevo has no Retry-After; it tells in seconds when its counter starts again. */
function slowDown(response: VendorResponse, now: number): Classification {
  const reset = response.headers['x-sib-ratelimit-reset'];
  const seconds = reset === undefined || reset.trim() === '' ? Number.NaN : Number(reset);
  const afterMs = seconds >= 0 && seconds <= LONGEST_WAIT_S ? { afterMs: Math.ceil(seconds * 1000) } : {};
  return {
    kind: 'retry',
    code: 'rate_limited',
    message: 'Brevo asked us to slow down. It will be tried again as soon as it allows.',
    ...afterMs,
    ...retryHint(response, now),
  };
}

function classifyBody({ status }: VendorResponse, body: ErrorBody): Classification | undefined {
  const { code, message } = body;
  if (status === 401 || code === 'unauthorized' || /api-?key not found|^key not found/i.test(`${code} ${message}`.trim()))
    return reauth(message);
  if (status === 402 || code === 'not_enough_credits')
    return scope(
      'not_enough_credits',
      "The Brevo account's plan or credits do not allow this any more. Upgrade or top up in Brevo; what is waiting goes out afterwards.",
    );
  if (code === 'account_under_validation')
    return scope(code, 'Brevo is still checking this account and does not let it do that yet. Log in to Brevo to see what it asks for.');
  if (code === 'permission_denied')
    return scope(
      code,
      'Brevo does not let this key do that. Ask the owner of the Brevo account for the permission, or use a key of theirs.',
    );
  if (status === 400 || status === 409 || status === 422) return refusedRecord(body);
  return undefined;
}

function reauth(message: string): Classification {
  if (/unrecogni[sz]ed ip|authori[sz]ed_ips/i.test(message))
    return {
      kind: 'reauth',
      code: 'ip_not_authorized',
      message:
        "Brevo does not know the address Handoff's server calls from. In Brevo open Security → Authorized IPs, add the address named there or switch the block off, then test the connection.",
    };
  return {
    kind: 'reauth',
    code: 'unauthorized',
    message: 'Brevo no longer accepts this API key. Make a new one in Brevo (SMTP & API → API keys) and enter it in the connection.',
  };
}

function scope(code: string, message: string): Classification {
  return { kind: 'scope', code, message, missing: [] };
}

function refusedRecord({ code, message, metadata }: ErrorBody): Classification | undefined {
  const identifiers = metadata?.duplicate_identifiers ?? [];
  const isDuplicate = identifiers.length > 0 || code === 'duplicate_parameter' || /already (exists?|associated)/i.test(message);
  if (isDuplicate) {
    // Without a list of what is taken, the words are all there is; where they name both, the number is the likelier.
    const isPhone =
      identifiers.length > 0 ? identifiers.some((one) => one.toLowerCase() !== 'email') : /sms|phone|whatsapp|landline/i.test(message);
    if (!isPhone)
      return {
        kind: 'retry',
        code: EMAIL_TAKEN,
        message: 'Brevo was just adding this person for another call. It will be tried again.',
        afterMs: RACE_MS,
      };
    return permanent(
      PHONE_REFUSED,
      'Another contact in Brevo has this phone number already, and Brevo keeps each only once.',
      '/attributes/SMS',
    );
  }
  if (/phone|sms (number|is)|whatsapp/i.test(message) && /invalid|valid|format/i.test(message))
    return permanent(
      PHONE_REFUSED,
      'Brevo does not take this phone number. It needs a real number with its country code, such as +49…',
      '/attributes/SMS',
    );
  if (/template/i.test(message))
    return permanent(
      'template_not_usable',
      `Brevo cannot use the confirmation template of this connection. It must be active, have the tag "optin" and link to {{ params.DOIurl }}. Brevo says: ${message}`,
    );
  if (/redirection ?url/i.test(message))
    return permanent('redirect_not_usable', `Brevo does not take the page after confirming of this connection. Brevo says: ${message}`);
  if (/e-?mail/i.test(message))
    return permanent(
      'invalid_email',
      `Brevo does not take this e-mail address. Correct it and send the event again. Brevo says: ${message}`,
      '/email',
    );
  if (/\blists?\b|listids/i.test(message))
    return permanent(
      'invalid_list',
      `Brevo does not know a list this step adds people to. Choose another. Brevo says: ${message}`,
      '/lists',
    );
  const attribute = /\b[Aa]ttribute\W+([A-Z][A-Z0-9_-]+)/.exec(message)?.[1];
  if (attribute !== undefined)
    return permanent('invalid_attribute', `Brevo refused the attribute "${attribute}". Brevo says: ${message}`, `/attributes/${attribute}`);
  return undefined;
}

function permanent(code: string, message: string, path?: string): Classification {
  const problems: Problem[] = path === undefined ? [] : [{ path, message }];
  return { kind: 'permanent', code, message, problems };
}
