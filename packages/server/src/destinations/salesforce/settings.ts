import { z } from 'zod';
import { DestinationFailure, type LimitSpec } from '../kit/index.ts';

/** The version in every path: Winter '26. Salesforce keeps a version for at least three years. */
export const DATA = '/services/data/v65.0';

const HOST = /^https:\/\/([a-z0-9-]+\.)+salesforce\.(com|mil)$/;
const FieldName = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/, 'A field\'s API name has letters, digits and "_" only, such as "Handoff_Key__c".');

export const Settings = z.object({
  loginUrl: z
    .string()
    .trim()
    .toLowerCase()
    .transform((url) => url.replace(/\/+$/, ''))
    .pipe(
      z
        .string()
        .regex(HOST, 'Use https://login.salesforce.com, https://test.salesforce.com or your My Domain ending in .my.salesforce.com.'),
    )
    .default('https://login.salesforce.com')
    .meta({
      title: 'Sign-in address',
      description: 'https://test.salesforce.com for a sandbox, or your My Domain, such as https://acme.my.salesforce.com.',
    }),
  instanceUrl: z
    .string()
    .trim()
    .regex(HOST, 'An instance address looks like https://acme.my.salesforce.com.')
    .optional()
    .meta({ title: 'Instance address', description: 'Salesforce tells it at sign-in; leave it empty.' }),
  organizationId: z
    .string()
    .trim()
    .regex(/^00D[A-Za-z0-9]{12,15}$/, 'An organization ID starts with 00D and has 15 or 18 characters.')
    .optional()
    .meta({ title: 'Organization ID', description: 'Salesforce tells it at sign-in; leave it empty.' }),
  personField: FieldName.default('Email').meta({
    title: 'Field that identifies people',
    description:
      'Leads and contacts are found by it. "Email", or the API name of your own text field marked "External ID", which then gets the address too.',
  }),
  keyField: FieldName.default('Handoff_Key__c').meta({
    title: 'Field for our key',
    description: 'The API name of the text field marked "External ID" by which accounts, opportunities and tasks are found. See the guide.',
  }),
  allowDuplicates: z.boolean().default(false).meta({
    title: 'Save in spite of duplicate warnings',
    description: 'Saves a record although a duplicate rule of Salesforce warns of it. Rules that block still block.',
  }),
  checkArrived: z.boolean().default(true).meta({
    title: 'Check what arrived',
    description: 'Reads each record once more and shows what Salesforce changed. Costs a second call of the daily allowance.',
  }),
  callsPerDay: z.int().min(1000).max(100_000_000).default(15_000).meta({
    title: 'Calls in 24 hours',
    description:
      "How much of the organization's allowance Handoff may use. Salesforce shows the whole under Setup → Company Information → API Requests, Last 24 Hours.",
  }),
});
export type Settings = z.infer<typeof Settings>;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * One count for each organization, over a day that moves along; a Developer Edition lets five long calls run at once. A delivery asks
 * who is there, saves, and reads once more at most; what it did not need is given back, and of a batch nearly all.
 */
export function limits({ organizationId, instanceUrl, callsPerDay, checkArrived }: Settings): LimitSpec[] {
  const scope = `org:${organizationId ?? instanceUrl ?? 'unknown'}`;
  return [{ scope, max: callsPerDay, windowMs: DAY_MS, concurrency: 5, cost: checkArrived ? 3 : 2, price: () => 1 }];
}

/** Where the organization's data is. */
export function baseUrl({ instanceUrl }: Settings): string {
  if (instanceUrl !== undefined) return instanceUrl;
  const message = 'This connection does not know where your Salesforce is. Press "Sign in with Salesforce".';
  throw new DestinationFailure({ kind: 'reauth', code: 'not_signed_in', message });
}

/** Where a person can look at a record. */
export const recordUrl = (settings: Settings, id: string): string => `${baseUrl(settings)}/${id}`;

const TokenAnswer = z.looseObject({ instance_url: z.string().regex(HOST), id: z.string().optional() });

/** Salesforce tells with the tokens where the organization is, and in `id` who signed in to what: `…/id/<organization>/<user>`. */
export async function settingsFromToken(answer: Record<string, unknown>): Promise<Partial<Settings>> {
  const parsed = TokenAnswer.safeParse(answer);
  if (!parsed.success) {
    const message = 'Salesforce did not tell where this organization is, so it was not connected. Sign in again.';
    throw new DestinationFailure({ kind: 'reauth', code: 'no_instance', message });
  }
  const organizationId = /\/id\/(00D[A-Za-z0-9]{12,15})\//.exec(parsed.data.id ?? '')?.[1];
  return { instanceUrl: parsed.data.instance_url, ...(organizationId === undefined ? {} : { organizationId }) };
}
