import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'SmartBill';

const Answer = z.looseObject({ errorText: z.string().nullish(), message: z.string().nullish() });

/** How long SmartBill blocks after too many calls. */
const BLOCKED_MS = 600_000;

export function classify(response: VendorResponse, now: number): Classification {
  const { status } = response;
  const answer = Answer.safeParse(response.json).data;
  const said = [answer?.errorText, answer?.message].find((part) => part !== undefined && part !== null && part !== '');
  const detail = said ? cut(said, 500) : undefined;
  if (status === 429 || (status === 403 && isBlocked(response, detail))) return slowDown(response, now);
  if (status === 503 || status === 408) return gaveUp(status, detail);
  // SmartBill refuses with 400, and now and then with 200 and a text.
  if ((status === 400 || status === 200) && answer?.errorText) return refused(cut(answer.errorText, 500));
  return expectJson(response, { service: SERVICE }) ?? classifyHttp(response, { service: SERVICE, now, detail });
}

function isBlocked({ headers }: VendorResponse, detail: string | undefined): boolean {
  return headers['x-ratelimit-remaining'] === '0' || /limit|blocat|prea multe|too many/i.test(detail ?? '');
}

function slowDown(response: VendorResponse, now: number): Classification {
  return {
    kind: 'retry',
    code: 'rate_limited',
    message: 'SmartBill blocks us for ten minutes after too many calls. Nothing was issued; it will be tried again then.',
    afterMs: BLOCKED_MS,
    ...retryHint(response, now),
  };
}

/**
 * Elsewhere 408, and 503 with Retry-After, mean that nothing was done. An invoice has legal effect, so a gateway's word is
 * not enough: with this code the kit counts the outcome of whatever writes as unknown.
 */
function gaveUp(status: number, detail: string | undefined): Classification {
  const said = detail === undefined ? '' : ` SmartBill says: ${detail}`;
  return { kind: 'retry', code: 'server_error', message: `SmartBill gave up on the request (${status}).${said}` };
}

/** SmartBill answers in Romanian; told with the part of our payload or of the connection it is about. */
const FIELDS: [RegExp, string, string][] = [
  [/seri[ae]/i, '/seriesName', 'Check "Series" of the connection: it must exist in SmartBill for invoices.'],
  [/cot[aă]|tva/i, '/taxes', 'Check "VAT rates" of the connection: names and percentages must be those in SmartBill.'],
  [/stoc|gestiun/i, '/lines', 'SmartBill wants stock for one of the items.'],
  [/\bdat[aăe]\b|perioad/i, '/date', 'Check the date: SmartBill takes none before the last invoice of the series, or in a closed month.'],
  [
    /abonament|licen[tț]|pachet|platinum/i,
    '',
    "The company's SmartBill plan does not allow this: invoicing by API needs a plan that includes it.",
  ],
  [/cod(ul)? fiscal|cif|firma|companie/i, '', 'Check "CIF" of the connection.'],
  [/client|jude[tț]|localitat|adres/i, '/name', 'Check who the invoice is made out to; e-Factura wants county and city.'],
  [/produs|pre[tț]|cantitat|unitat/i, '/lines', 'Check the lines.'],
];

function refused(detail: string): Classification {
  if (/autentific|token|utilizator|drept/i.test(detail))
    return {
      kind: 'reauth',
      code: 'credentials_refused',
      message: `SmartBill does not accept this e-mail address and token. Copy the token again from Contul meu → Integrări; what is waiting goes out afterwards. SmartBill says: ${detail}`,
    };
  const known = FIELDS.find(([name]) => name.test(detail));
  const said = `SmartBill says: ${detail}`;
  return {
    kind: 'permanent',
    code: 'refused',
    message: `SmartBill refused this invoice; none was issued. ${known === undefined ? '' : `${known[2]} `}${said}`,
    problems: known === undefined || known[1] === '' ? [] : [{ path: known[1], message: said }],
  };
}
