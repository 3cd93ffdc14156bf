import { createTwin, type ContractCheck, type Twin, type TwinOptions } from '../testing/twin.ts';
import { tooManyRequests, type VendorLimit } from '../testing/rate.ts';
import { addRoutes, REALM } from './twin/routes.ts';
import { TwinBooks, type TwinCompany, type TwinEntity } from './twin/state.ts';

export interface QuickbooksTwinOptions extends TwinOptions {
  company?: Partial<TwinCompany>;
  checkContract?: ContractCheck | undefined;
}

export interface QuickbooksTwin extends Twin {
  of: (kind: string) => TwinEntity[];
  /** Puts something there as if somebody had done so in QuickBooks. */
  seed: (kind: string, members: Record<string, unknown>) => TwinEntity;
  company: TwinCompany;
}

/** A stand-in for one QuickBooks company, by default one in the United States. */
export function createQuickbooksTwin(options: QuickbooksTwinOptions = {}): QuickbooksTwin {
  const books = new TwinBooks({ name: 'Steep & Co', country: 'US', taxRates: {}, uniqueNumbers: false, ...options.company });
  books.of('Item').push({ Id: '1', SyncToken: '0', Name: 'Services' }, { Id: '7', SyncToken: '0', Name: 'Tea' });
  books.of('Account').push({ Id: '35', SyncToken: '0', Name: 'Checking' });
  books.of('PaymentMethod').push({ Id: '2', SyncToken: '0', Name: 'Credit card' });
  const CustomField = [{ CustomField: [{ Type: 'StringType', Name: 'SalesFormsPrefs.SalesCustomName2', StringValue: 'Crew' }] }];
  books.of('Preferences').push({ Id: '1', SyncToken: '0', SalesFormsPrefs: { CustomField } });
  const twin = createTwin({
    origins: ['https://quickbooks.api.intuit.com', 'https://sandbox-quickbooks.api.intuit.com'],
    routes: (app) => addRoutes(app, books),
    snapshot: () => structuredClone(books.entities),
    checkContract: options.checkContract,
    limits,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return {
    ...twin,
    of: (kind) => structuredClone(books.of(kind)),
    seed: (kind, members) => structuredClone(books.add(kind, members)),
    company: books.company,
  };
}

/** Intuit's page on limits: 10 a second for one app and 500 a minute in all, of one company. It does not say how long is left. */
function limits(): VendorLimit[] {
  const answer = (waitMs: number) => {
    const { status } = tooManyRequests(waitMs);
    return {
      status,
      body: {
        Fault: { Error: [{ Message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429', code: '3001' }], type: 'SERVICE' },
      },
    };
  };
  return [
    { scope: `second:${REALM}`, max: 10, windowMs: 1000, answer },
    { scope: `minute:${REALM}`, max: 500, windowMs: 60_000, answer },
  ];
}
