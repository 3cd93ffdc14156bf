import { z } from 'zod';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'Google Sheets';
export const SCOPE = 'https://www.googleapis.com/auth/spreadsheets';

const ErrorBody = z.looseObject({
  error: z.looseObject({
    message: z.string().optional(),
    status: z.string().optional(),
    details: z
      .array(z.looseObject({ reason: z.string().optional() }))
      .optional()
      .catch(undefined),
    errors: z
      .array(z.looseObject({ reason: z.string().optional() }))
      .optional()
      .catch(undefined),
  }),
});

export function classify(response: VendorResponse, now: number): Classification {
  const parsed = ErrorBody.safeParse(response.json);
  const error = parsed.success ? parsed.data.error : undefined;
  const reasons = [...(error?.details ?? []), ...(error?.errors ?? [])].flatMap(({ reason }) => reason ?? []);
  const said = error?.message ?? '';
  if (response.status === 429 || reasons.some((reason) => RATE.test(reason))) return slowDown(response, now);
  if (response.status === 400) {
    const known = BAD_REQUESTS.find(([words]) => words.test(said));
    if (known !== undefined) return known[1];
  }
  if (response.status === 403) return forbidden(reasons, said);
  if (response.status === 404 && error !== undefined) return permanent('not_found', GONE);
  if (response.status === 409)
    return { kind: 'retry', code: 'aborted', message: 'The spreadsheet was being changed at the same moment. It will be tried again.' };
  return (
    expectJson(response, { service: SERVICE }) ?? classifyHttp(response, { service: SERVICE, now, detail: said === '' ? undefined : said })
  );
}

/** Google says this with status 403 as often as with 429. */
const RATE = /^(rateLimitExceeded|userRateLimitExceeded|RATE_LIMIT_EXCEEDED)$/;
const MINUTE = 60_000;

/** The allowance is filled up every minute, and Google sends no Retry-After. */
function slowDown(response: VendorResponse, now: number): Classification {
  const message = 'Google Sheets asked us to slow down. It will be tried again as soon as it allows.';
  return { kind: 'retry', code: 'rate_limited', message, afterMs: MINUTE, ...retryHint(response, now) };
}

function forbidden(reasons: string[], said: string): Classification {
  if (reasons.includes('ACCESS_TOKEN_SCOPE_INSUFFICIENT') || reasons.includes('insufficientPermissions')) {
    const message =
      'The permission to edit spreadsheets was not given when this connection signed in. Connect again and tick it; what is waiting goes out afterwards.';
    return { kind: 'scope', code: 'missing_scopes', message, missing: [SCOPE] };
  }
  if (reasons.includes('SERVICE_DISABLED') || reasons.includes('accessNotConfigured')) {
    const message =
      'The Google Sheets API is not switched on in the Google Cloud project of this server. The person who runs the server must enable it there.';
    return { kind: 'scope', code: 'api_disabled', message, missing: [] };
  }
  const message = `The Google account of this connection may not edit this spreadsheet. Share it with that account as an editor; what is waiting goes out afterwards.${said === '' ? '' : ` Google says: ${said}`}`;
  return { kind: 'scope', code: 'forbidden', message, missing: [] };
}

function permanent(code: string, message: string): Classification {
  return { kind: 'permanent', code, message, problems: [] };
}

const GONE =
  'Google Sheets does not have this spreadsheet, or the account of this connection cannot see it. Check the address in the connection.';

const BAD_REQUESTS: [RegExp, Classification][] = [
  [
    /unable to parse range/i,
    permanent(
      'no_such_tab',
      'The spreadsheet has no tab of the name in this connection. It may have been renamed: correct the tab in the connection.',
    ),
  ],
  [
    /exceeds grid limits/i,
    permanent(
      'no_column_left',
      'The sheet has no empty column left for what this row brings. Add columns at its right end in Google Sheets, then replay.',
    ),
  ],
  [
    /limit of \d+ cells|above the limit/i,
    permanent('spreadsheet_full', 'The spreadsheet is full: Google allows ten million cells. Move old rows to another one, then replay.'),
  ],
  [
    /protected (cell|range|sheet|object)/i,
    {
      kind: 'scope',
      code: 'protected_range',
      message:
        'A part of the sheet this row goes to is protected in Google Sheets. Lift the protection or allow the account of this connection to edit it; what is waiting goes out afterwards.',
      missing: [],
    },
  ],
  [
    /not supported for this document/i,
    permanent(
      'not_a_spreadsheet',
      'This is an Excel file kept in Google Drive, which takes no rows. Open it, choose File → Save as Google Sheets, and put the address of the new spreadsheet into the connection.',
    ),
  ],
];
