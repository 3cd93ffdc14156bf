import { createTwin, type Twin, type TwinOptions, type TwinParts } from '../testing/twin.ts';
import type { TwinField } from './twin/catalog.ts';
import { ALLOWED_PER_DAY, limits } from './twin/limits.ts';
import { addRoutes } from './twin/routes.ts';
import { Org, type OrgOptions, type TwinRecord } from './twin/state.ts';

export const INSTANCE = 'https://analytical.my.salesforce.com';
export const ACCESS_TOKEN = '00D5g00000ABCDE!AQ0AQTwinAccessToken0123456789';

export interface SalesforceTwinOptions extends TwinOptions, OrgOptions {
  /** What the organization holds at first, by object. */
  records?: Record<string, Record<string, unknown>[]>;
  /** Fields beyond the usual ones, by object. */
  fields?: Record<string, TwinField[]>;
  /** Fields the person who connected may not see. */
  hidden?: string[];
  /** Calls in 24 hours. */
  allowance?: number;
  checkContract?: TwinParts['checkContract'];
}

export interface SalesforceTwin extends Twin {
  records: (object: string) => TwinRecord[];
}

/** A Salesforce organization in memory: strict about what it takes, and failing in Salesforce's own words. */
export function createSalesforceTwin({
  records = {},
  fields = {},
  hidden = [],
  allowance = ALLOWED_PER_DAY,
  checkContract,
  now,
  ...options
}: SalesforceTwinOptions = {}): SalesforceTwin {
  const org = new Org(options);
  for (const [object, more] of Object.entries(fields)) org.fields[object]?.push(...more);
  for (const [object, known] of Object.entries(org.fields)) org.fields[object] = known.filter(({ name }) => !hidden.includes(name));
  for (const [object, rows] of Object.entries(records)) for (const row of rows) org.create(object, row);
  const list = (object: string): TwinRecord[] => structuredClone([...(org.records[object]?.values() ?? [])]);
  const twin = createTwin({
    origins: [INSTANCE],
    routes: (app) => addRoutes(app, org, { accessToken: ACCESS_TOKEN }),
    snapshot: () => Object.fromEntries(Object.keys(org.records).map((object) => [object, list(object)])),
    limits: () => limits(allowance),
    checkContract,
    ...(now === undefined ? {} : { now }),
  });
  return { ...twin, records: list };
}
