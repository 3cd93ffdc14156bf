import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'Exact Online';

const ErrorBody = z.looseObject({ error: z.looseObject({ message: z.looseObject({ value: z.string().optional() }).optional() }) });

export function classify(response: VendorResponse, now: number): Classification {
  const { status } = response;
  const detail = ErrorBody.safeParse(response.json).data?.error.message?.value;
  if (status === 429) return slowDown(response, now);
  // After ten errors in an hour Exact locks the app out of the endpoint for an hour, and longer if it goes on.
  if (status >= 400 && /too many errors|error velocity|temporarily blocked/i.test(`${detail ?? ''} ${response.headers['reason'] ?? ''}`)) {
    return {
      kind: 'retry',
      code: 'locked_out',
      message:
        'Exact Online has locked us out for an hour, after more than ten refused records in an hour. What is waiting is tried again then; correct what was refused meanwhile.',
      afterMs: 3_600_000,
    };
  }
  if (status === 400 && detail !== undefined) return refused(detail);
  return (
    expectJson(response, { service: SERVICE }) ?? classifyHttp(response, { service: SERVICE, now, detail: detail && cut(detail, 500) })
  );
}

/** The minute's allowance or the day's: each with the time, in epoch milliseconds, at which it is full again. */
function slowDown(response: VendorResponse, now: number): Classification {
  const { headers } = response;
  const minute = waitUntil(headers['x-ratelimit-minutely-reset'], now);
  const day = waitUntil(headers['x-ratelimit-reset'], now);
  const isDay = headers['x-ratelimit-remaining'] === '0';
  const afterMs = (isDay ? day : minute) ?? minute ?? day;
  return {
    kind: 'retry',
    code: 'rate_limited',
    message: isDay
      ? "This company has used up its 5,000 calls to Exact Online for today. It will be tried again after Exact's midnight."
      : 'Exact Online asked us to slow down. It will be tried again as soon as it allows.',
    ...(afterMs === undefined ? { afterMs: 60_000 } : { afterMs }),
    ...retryHint(response, now),
  };
}

function waitUntil(header: string | undefined, now: number): number | undefined {
  const at = Number(header);
  if (header === undefined || !Number.isFinite(at) || at <= 0) return undefined;
  return Math.min(Math.max(at - now, 1000), 25 * 3_600_000);
}

/** Exact's words name the field in the language of its user; these are told with the part of our payload they are about. */
const FIELDS: [RegExp, string, string][] = [
  [/journal|dagboek/i, '', 'Check "Sales journal" of the connection.'],
  [/btw|vat/i, '/taxes', 'Check "VAT code of each rate" of the connection.'],
  [/e-?mail/i, '/email', 'Check the e-mail address.'],
  [/item|artikel/i, '/lines', 'Check "Item" of the connection and the SKUs of the lines.'],
  [/account|relatie|ordered ?by|customer/i, '/accountId', 'Check the customer.'],
  [/currency|valuta/i, '/currency', 'Exact knows only the currencies switched on for the company.'],
  [/period|periode|date|datum/i, '/date', 'The financial period of this date may be closed or missing.'],
  [/name|naam/i, '/name', 'Check the name.'],
];

function refused(detail: string): Classification {
  const known = FIELDS.find(([name]) => name.test(detail));
  const said = `Exact Online says: ${cut(detail, 500)}`;
  return {
    kind: 'permanent',
    code: 'refused',
    message: `Exact Online refused this record. ${known === undefined ? '' : `${known[2]} `}${said}`,
    problems: known === undefined || known[1] === '' ? [] : [{ path: known[1], message: said }],
  };
}
