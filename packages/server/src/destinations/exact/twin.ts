import type { VendorLimit } from '../testing/rate.ts';
import { createTwin, type ContractCheck, type RequestSeen, type Twin, type TwinOptions } from '../testing/twin.ts';
import { addRoutes, DIVISION } from './twin/routes.ts';
import { TwinDivision, type TwinRecord, type TwinVat } from './twin/state.ts';

export interface ExactTwinOptions extends TwinOptions {
  /** What time the token endpoint goes by, where no clock enforces limits. */
  at?: () => number;
  vat?: Record<string, TwinVat>;
  /** Codes of items beside `GOODS` and `SHIPPING`. */
  items?: string[];
  origin?: string;
  checkContract?: ContractCheck | undefined;
}

export interface ExactTwin extends Twin {
  of: (resource: string) => TwinRecord[];
  /** Puts a record there as if somebody had done so in Exact. */
  seed: (resource: string, record: TwinRecord) => TwinRecord;
}

const VAT = { '2': { rate: 19, isIncluded: false }, '1': { rate: 7, isIncluded: false }, '5': { rate: 0, isIncluded: false } };

/** A stand-in for one company of Exact Online. */
export function createExactTwin(options: ExactTwinOptions = {}): ExactTwin {
  const books = new TwinDivision(options.vat ?? VAT);
  for (const Code of ['GOODS', 'SHIPPING', ...(options.items ?? [])]) books.of('logistics/Items').push({ ID: books.guid(), Code });
  const now = options.now ?? options.at ?? (() => 0);
  const twin = createTwin({
    origins: [options.origin ?? 'https://start.exactonline.nl'],
    routes: (app) => addRoutes(app, books, now),
    snapshot: () => structuredClone(books.records),
    checkContract: options.checkContract,
    limits: (request) => limits(request, now),
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return {
    ...twin,
    of: (resource) => structuredClone(books.of(resource)),
    seed: (resource, record) => {
      const made = { [resource.startsWith('sales') ? 'InvoiceID' : 'ID']: books.guid(), ...record };
      books.of(resource).push(made);
      return made;
    },
  };
}

/** Exact's page on API limits: 60 calls a minute and 5,000 a day for an app in a company, with the time each is full again. */
function limits({ path }: RequestSeen, now: () => number): VendorLimit[] {
  if (!path.startsWith('/api/v1/')) return [];
  const answer = (header: string, remaining: string) => (waitMs: number) => ({
    status: 429,
    headers: { [header]: String(now() + waitMs), 'x-ratelimit-remaining': remaining },
    body: { error: { code: '', message: { value: 'Too Many Requests' } } },
  });
  return [
    { scope: `minute:${DIVISION}`, max: 60, windowMs: 60_000, answer: answer('x-ratelimit-minutely-reset', '100') },
    { scope: `day:${DIVISION}`, max: 5000, windowMs: 86_400_000, answer: answer('x-ratelimit-reset', '0') },
  ];
}
