import type { Problem } from '@handoff/shared/event';
import { ErrorAnswer, type StripeError } from './answers.ts';
import { pointerOf } from './form.ts';
import { classifyHttp, expectJson, parseRetryAfter, type Classification, type VendorResponse } from '../kit/index.ts';

const SECOND = 1000;
const SERVICE = { service: 'Stripe' };

/** Reads the meaning of any Stripe answer. */
export function classify(response: VendorResponse, now: number): Classification {
  const { status, headers } = response;
  if (status >= 200 && status <= 299) return expectJson(response, SERVICE) ?? { kind: 'ok' };
  const error = ErrorAnswer.safeParse(response.json).data?.error;
  if (error === undefined) return classifyHttp(response, { ...SERVICE, now });
  const wait = parseRetryAfter(headers['retry-after'], now);
  switch (status) {
    case 400:
    case 402:
    case 404:
      // Stripe knows better than the status. Its "false" is not heeded: the request key makes one try more harmless.
      return headers['stripe-should-retry'] === 'true'
        ? retry('ask_again', 'Stripe could not do that just now and asks to be tried again.', wait ?? 2 * SECOND)
        : permanent(error);
    case 403:
      return forbidden(error);
    case 409:
      return retry('in_progress', 'Stripe is still working on an earlier call for this event. It will be tried again.', wait ?? 2 * SECOND);
    case 429:
      return error.code === 'lock_timeout'
        ? retry('locked', 'Somebody else was changing the same customer in Stripe. It will be tried again.', wait ?? 5 * SECOND)
        : retry('rate_limited', 'Stripe asked us to slow down. It will be tried again.', wait ?? 2 * SECOND);
    default:
      return classifyHttp(response, { ...SERVICE, now, detail: error.message });
  }
}

function permanent(error: StripeError): Classification {
  const problems = problemsOf(error);
  const said = error.message === '' ? '' : ` Stripe says: ${error.message}`;
  const message = problems[0]?.message ?? `Stripe did not accept this customer.${said}`;
  return { kind: 'permanent', code: error.code ?? error.type ?? 'refused', message, problems };
}

function problemsOf({ param, code, message }: StripeError): Problem[] {
  if (param === undefined || param === 'id') return [];
  const path = pointerOf(param);
  const what =
    code === 'email_invalid'
      ? 'Stripe does not accept this e-mail address. Correct it and send the event again.'
      : `Stripe did not accept the value for "${path.slice(1)}". Correct the value or the mapping.`;
  return [{ path, message: `${what} Stripe says: ${message}` }];
}

/** A restricted key names what it lacks: "Having the 'rak_customer_write' permission would allow this request to continue." */
function forbidden({ message }: StripeError): Classification {
  const missing = [...message.matchAll(/'(rak_\w+)'/g)].map((match) => match[1] ?? '');
  const what = missing.length === 0 ? '' : ` It lacks: ${missing.join(', ')}.`;
  return {
    kind: 'scope',
    code: 'forbidden',
    message: `Stripe does not let this key do that.${what} Open the key in Stripe (Developers → API keys), set "Customers" to "Write", and save the connection once more.`,
    missing,
  };
}

function retry(code: string, message: string, afterMs: number): Classification {
  return { kind: 'retry', code, message, afterMs };
}
