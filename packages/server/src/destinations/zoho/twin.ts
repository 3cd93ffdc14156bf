import { createTwin, type Twin, type TwinOptions, type TwinParts } from '../testing/twin.ts';
import type { TwinField } from './twin/catalog.ts';
import { ALLOWED_PER_DAY, limits } from './twin/limits.ts';
import { addRoutes } from './twin/routes.ts';
import { Organization, type OrganizationOptions, type TwinRecord } from './twin/state.ts';

export const API_DOMAIN = 'https://www.zohoapis.eu';
export const ACCESS_TOKEN = '1000.0123456789abcdef0123456789abcdef.fedcba9876543210';

export interface ZohoTwinOptions extends TwinOptions, OrganizationOptions {
  /** What the organization holds at first, by module. */
  records?: Record<string, Record<string, unknown>[]>;
  /** Fields beyond the usual ones, by module. */
  fields?: Record<string, TwinField[]>;
  /** Fields this organization has not. */
  without?: string[];
  /** Credits in 24 hours. */
  allowance?: number;
  checkContract?: TwinParts['checkContract'];
}

export interface ZohoTwin extends Twin {
  records: (module: string) => TwinRecord[];
}

/** A Zoho CRM organization in memory: strict about what it takes, and failing in Zoho's own words. */
export function createZohoTwin({
  records = {},
  fields = {},
  without = [],
  allowance = ALLOWED_PER_DAY,
  checkContract,
  now,
  ...options
}: ZohoTwinOptions = {}): ZohoTwin {
  const org = new Organization(options);
  for (const [module, more] of Object.entries(fields)) org.fields[module]?.push(...more);
  for (const [module, known] of Object.entries(org.fields))
    org.fields[module] = known.filter(({ api_name }) => !without.includes(api_name));
  for (const [module, rows] of Object.entries(records)) for (const row of rows) org.create(module, row);
  const list = (module: string): TwinRecord[] => structuredClone([...(org.records[module]?.values() ?? [])]);
  const twin = createTwin({
    origins: [API_DOMAIN],
    routes: (app) => addRoutes(app, org, { accessToken: ACCESS_TOKEN }),
    snapshot: () => Object.fromEntries(Object.keys(org.records).map((module) => [module, list(module)])),
    limits: () => limits(allowance),
    checkContract,
    ...(now === undefined ? {} : { now }),
  });
  return { ...twin, records: list };
}
