import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'QuickBooks';

const FaultError = z.looseObject({
  Message: z.string().optional(),
  Detail: z.string().optional(),
  code: z.coerce.string().optional(),
  element: z.string().nullish(),
});
type FaultError = z.infer<typeof FaultError>;
const Fault = z.looseObject({ Error: z.array(FaultError).default([]), type: z.string().optional() });
/** Some gateways in front of QuickBooks write it small. */
const Answer = z.union([
  z.looseObject({ Fault }),
  z.looseObject({ fault: z.looseObject({ error: z.array(FaultError).default([]), type: z.string().optional() }) }),
]);

/** QuickBooks's page on limits: wait 60 seconds after a 429. */
const THROTTLE_MS = 60_000;

export function classify(response: VendorResponse, now: number): Classification {
  if (response.status === 429 || /ThrottleExceeded|errorCode=003001/.test(response.text)) {
    return {
      kind: 'retry',
      code: 'rate_limited',
      message: 'QuickBooks asked us to slow down. It will be tried again in a minute.',
      afterMs: THROTTLE_MS,
      ...retryHint(response, now),
    };
  }
  const error = faultOf(response);
  if (error !== undefined) return classifyFault(error, response, now);
  return expectJson(response, { service: SERVICE }) ?? classifyHttp(response, { service: SERVICE, now });
}

/** The first error of a fault, which may also come with status 200. */
function faultOf({ json }: VendorResponse): FaultError | undefined {
  const parsed = Answer.safeParse(json);
  if (!parsed.success) return undefined;
  const errors =
    'Fault' in parsed.data
      ? (parsed.data.Fault as z.infer<typeof Fault>).Error
      : (parsed.data as { fault: { error: FaultError[] } }).fault.error;
  return errors[0] ?? {};
}

const REAUTH: Record<string, string> = {
  '3200': 'QuickBooks no longer accepts this connection: its access ran out or was ended there.',
  '120': 'QuickBooks does not let the person who connected it use this company (any more).',
  '100': 'QuickBooks does not recognise this connection.',
};

const HELD: Record<string, string> = {
  '3100': 'QuickBooks does not let this connection into the company. Reconnect as an administrator of the company.',
  '5020': 'The person who connected QuickBooks may not do this there. Reconnect as an administrator of the company.',
  '6190': "The company's QuickBooks subscription has ended or could not be charged. Renew it there; what is waiting goes out afterwards.",
};

/** What QuickBooks will never take as it is, by its code. */
const REFUSED: Record<string, string> = {
  '610':
    'Something this record refers to was deleted or made inactive in QuickBooks: its customer, item, account or tax code. Make it active again or choose another.',
  '2010': 'QuickBooks does not know a field of this record.',
  '2020': 'QuickBooks misses a field it requires.',
  '2040': 'A field holds something QuickBooks does not take.',
  '2050': 'A text is longer than QuickBooks takes. Map a shorter one.',
  '2090': 'QuickBooks does not take one of the numbers.',
  '2170': 'A field holds a word QuickBooks does not know.',
  '2500': 'Something this record refers to does not exist in QuickBooks: check the IDs of item, accounts and tax codes in the connection.',
  '4000': 'QuickBooks could not read a search. A name or address in this record is unusual; enter it by hand.',
  '5010': 'Somebody changed this record in QuickBooks at the same time. Send it again.',
  '6000': 'QuickBooks refuses this record by one of its business rules.',
  '6070': 'QuickBooks finds that the amounts of a line do not multiply.',
  '6140':
    'QuickBooks has a document with this number already, and the company is set to refuse a second one. Map another number, or switch the warning off in QuickBooks.',
  '6210': 'The books are closed for this date. Map a later date, or open the period in QuickBooks.',
  '6240': 'QuickBooks has this name already, for a customer, a supplier or an employee, and names must be unique.',
  '6430': 'One of the accounts in the connection is of the wrong kind, such as an income account where a bank account is needed.',
};

/** Which part of our payload a name in QuickBooks's words stands for. */
const FIELDS: [RegExp, string][] = [
  [/DisplayName|6240/i, '/displayName'],
  [/PrimaryEmailAddr|BillEmail/i, '/email'],
  [/DocNumber/i, '/number'],
  [/DepositToAccount/i, '/accountId'],
  [/CustomerRef/i, '/customerId'],
  [/ItemRef/i, '/itemId'],
  [/TxnDate/i, '/date'],
  [/Currency/i, '/currency'],
  [/TaxCode/i, '/taxes'],
];

function classifyFault(error: FaultError, response: VendorResponse, now: number): Classification {
  const code = (error.code ?? '').replace(/^0+(?=\d)/, '');
  const detail = [error.Message, error.Detail]
    .filter((part, index, all) => part !== undefined && part !== '' && all.indexOf(part) === index)
    .join(' – ');
  const named = `qbo_${code || response.status}`;
  const said = detail === '' ? '' : ` QuickBooks says: ${cut(detail, 500)}`;
  // An intermittent failure of its own sign-in service comes as 120 too, and passes.
  if (code === '120' && /statusCode: 500|Unknown Error/i.test(detail))
    return { kind: 'retry', code: named, message: `QuickBooks could not check the sign-in at the moment. It will be tried again.${said}` };
  const again = REAUTH[code];
  if (again !== undefined)
    return { kind: 'reauth', code: named, message: `${again} Reconnect it; what is waiting goes out afterwards.${said}` };
  const held = HELD[code];
  if (held !== undefined) return { kind: 'scope', code: named, message: `${held}${said}`, missing: [] };
  const refused = REFUSED[code];
  const path = FIELDS.find(([name]) => name.test(`${error.element ?? ''} ${detail} ${code}`))?.[1];
  if (refused !== undefined || (response.status < 300 && code !== ''))
    return {
      kind: 'permanent',
      code: named,
      message: `${refused ?? 'QuickBooks refused this record.'}${said}`,
      problems: path === undefined ? [] : [{ path, message: refused ?? detail }],
    };
  const status = response.status < 300 ? 500 : response.status;
  return classifyHttp({ ...response, status }, { service: SERVICE, now, detail: cut(detail, 500) });
}
