import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'Oblio';

const Answer = z.looseObject({ status: z.coerce.number().optional(), statusMessage: z.string().optional() });

/** How long a token stays blocked after too many requests. */
const BLOCKED_MS = 600_000;

export function classify(response: VendorResponse, now: number): Classification {
  const answer = Answer.safeParse(response.json).data;
  const detail = answer?.statusMessage && cut(answer.statusMessage, 500);
  // What went wrong also stands inside an answer with status 200.
  const status = response.status === 200 ? (answer?.status ?? 200) : response.status;
  if (status === 429 || (status >= 400 && status < 500 && /blocat|prea multe|too many|rate limit/i.test(detail ?? ''))) {
    return {
      kind: 'retry',
      code: 'rate_limited',
      message: 'Oblio blocks us for ten minutes after too many requests in a second. It will be tried again then.',
      afterMs: BLOCKED_MS,
      ...retryHint(response, now),
    };
  }
  if (status === 400 && detail !== undefined) return refused(detail);
  if (status !== response.status) return classifyHttp({ ...response, status }, { service: SERVICE, now, detail });
  return expectJson(response, { service: SERVICE }) ?? classifyHttp(response, { service: SERVICE, now, detail });
}

/** Oblio answers in Romanian; told with the part of our payload or of the connection it is about. */
const FIELDS: [RegExp, string, string][] = [
  [/seri[ae]/i, '/seriesName', 'Check "Series" of the connection: it must exist in Oblio for invoices.'],
  [/cot[aă]|tva|vat/i, '/taxes', 'Check "VAT rates" of the connection: the names must be those in Oblio.'],
  [/stoc/i, '/lines', 'Oblio finds too little stock of an item.'],
  [/dat[aă] emiter|issue ?date|data factur/i, '/date', 'Oblio takes no invoice that is older than the last one of its series.'],
  [/client|cump[aă]r[aă]tor|nume/i, '/name', 'Check who the invoice is made out to.'],
  [/cif|cui|firm[aă]|compan/i, '', 'Check "CIF" of the connection: it must be one of your companies in Oblio.'],
  [/abonament|licen[tț]|expirat/i, '', "The company's Oblio subscription does not allow this (any more)."],
  [/produs|pre[tț]|cantitat/i, '/lines', 'Check the lines.'],
];

function refused(detail: string): Classification {
  const known = FIELDS.find(([name]) => name.test(detail));
  const said = `Oblio says: ${detail}`;
  return {
    kind: 'permanent',
    code: 'refused',
    message: `Oblio refused this invoice. ${known === undefined ? '' : `${known[2]} `}${said}`,
    problems: known === undefined || known[1] === '' ? [] : [{ path: known[1], message: said }],
  };
}
