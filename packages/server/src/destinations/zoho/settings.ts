import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';

export const API = '/crm/v8';

/** Zoho's data centres: the ending of their addresses. Canada's accounts live under another name. */
const CENTRES = {
  us: { api: 'com', accounts: 'zoho.com', crm: 'zoho.com' },
  eu: { api: 'eu', accounts: 'zoho.eu', crm: 'zoho.eu' },
  uk: { api: 'uk', accounts: 'zoho.uk', crm: 'zoho.uk' },
  in: { api: 'in', accounts: 'zoho.in', crm: 'zoho.in' },
  au: { api: 'com.au', accounts: 'zoho.com.au', crm: 'zoho.com.au' },
  jp: { api: 'jp', accounts: 'zoho.jp', crm: 'zoho.jp' },
  ca: { api: 'ca', accounts: 'zohocloud.ca', crm: 'zohocloud.ca' },
  sa: { api: 'sa', accounts: 'zoho.sa', crm: 'zoho.sa' },
  cn: { api: 'com.cn', accounts: 'zoho.com.cn', crm: 'zoho.com.cn' },
} as const;
export type DataCentre = keyof typeof CENTRES;

const NAMES = Object.keys(CENTRES) as [DataCentre, ...DataCentre[]];
const API_DOMAIN = /^https:\/\/(www|sandbox|developer)\.zohoapis\.(com|eu|uk|in|com\.au|jp|ca|sa|com\.cn)$/;

export const Settings = z.object({
  dataCentre: z.enum(NAMES).default('us').meta({
    title: 'Data centre',
    description: 'The ending of the address where you use Zoho: "eu" for crm.zoho.eu, "us" for crm.zoho.com. Corrected at sign-in.',
  }),
  apiDomain: z
    .string()
    .trim()
    .regex(API_DOMAIN, 'An API address looks like https://www.zohoapis.eu.')
    .optional()
    .meta({ title: 'API address', description: 'Zoho tells it at sign-in; leave it empty.' }),
  organizationId: z
    .string()
    .trim()
    .regex(/^\d+$/, 'An organization ID has digits only.')
    .optional()
    .meta({ title: 'Organization ID', description: 'Read at sign-in; leave it empty.' }),
  keyField: z
    .string()
    .trim()
    .regex(/^[A-Za-z]\w{0,79}$/, 'A field\'s API name has letters, digits and "_" only, such as "Handoff_Key".')
    .default('Handoff_Key')
    .meta({
      title: 'Field for our key',
      description:
        'The API name of the deals\' single-line field with "Do not allow duplicate values", by which deals are found. See the guide.',
    }),
  checkArrived: z.boolean().default(true).meta({
    title: 'Check what arrived',
    description: 'Reads each record once more and shows what Zoho changed. Costs a second call of the daily credits.',
  }),
  creditsPerDay: z.int().min(500).max(100_000_000).default(5000).meta({
    title: 'Credits in 24 hours',
    description:
      'How many of the API credits Handoff may use: 5,000 in the Free edition, 50,000 and more in others. See Setup → Developer Hub → APIs.',
  }),
});
export type Settings = z.infer<typeof Settings>;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * One count for each organization, over a day that moves along; five calls at once, which even the Free edition allows. A
 * delivery saves, up to twice more where Zoho asks for something, and reads once more; what it did not need is given back.
 */
export function limits({ organizationId, dataCentre, creditsPerDay, checkArrived }: Settings): LimitSpec[] {
  const scope = `org:${organizationId ?? dataCentre}`;
  return [{ scope, max: creditsPerDay, windowMs: DAY_MS, concurrency: 5, cost: checkArrived ? 4 : 3, price: () => 1 }];
}

export const baseUrl = ({ apiDomain, dataCentre }: Settings): string => apiDomain ?? `https://www.zohoapis.${CENTRES[dataCentre].api}`;

/**
 * The accounts server. A person who belongs to another data centre than the one asked is sent on by Zoho and comes back
 * with its name, and the code is good there only. Names that are not Zoho's are not followed.
 */
export function accountsUrl({ dataCentre }: Settings, callback?: URLSearchParams): string {
  return `https://accounts.${CENTRES[centreOf(callback) ?? dataCentre].accounts}`;
}

/** Where a person can look at a record. */
export const recordUrl = ({ dataCentre }: Settings, module: string, id: string): string =>
  `https://crm.${CENTRES[dataCentre].crm}/crm/tab/${module}/${id}`;

export function centreOf(callback: URLSearchParams | undefined): DataCentre | undefined {
  const server = callback?.get('accounts-server')?.replace(/\/+$/, '');
  return NAMES.find((name) => server === `https://accounts.${CENTRES[name].accounts}`);
}

export const isApiDomain = (value: unknown): value is string => typeof value === 'string' && API_DOMAIN.test(value);
