import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';

/** `acme.api-us1.com`, or `acme.activehosted.com`, under which older accounts are known. */
const HOST = /^[a-z0-9][a-z0-9-]*\.(api-[a-z]{2}\d{1,3}|activehosted)\.com$/;

const Id = z.string().trim().regex(/^\d+$/, 'This is a number.');

export const Settings = z.object({
  url: z
    .string()
    .trim()
    .toLowerCase()
    .transform((text) => text.replace(/^https:\/\//, '').replace(/(\/api\/3)?\/*$/, ''))
    .pipe(z.string().regex(HOST, 'Copy the whole URL from ActiveCampaign: Settings → Developer. It looks like https://acme.api-us1.com.'))
    .meta({ title: 'API URL', description: 'In ActiveCampaign: Settings → Developer → URL.' }),
  apiKey: z
    .string()
    .trim()
    .min(20, 'An ActiveCampaign key is longer. Copy the whole key.')
    .meta({ title: 'API key', description: 'In ActiveCampaign: Settings → Developer → Key.', secret: true }),
  list: Id.optional().meta({
    title: 'List',
    description:
      "The number of the list people are subscribed to, where the step maps none. It stands in the list's address in ActiveCampaign.",
  }),
  automation: Id.optional().meta({
    title: 'Automation',
    description: "The number of the automation that is started, where the step maps none. It stands in the automation's address.",
  }),
});
export type Settings = z.infer<typeof Settings>;

/** Five calls a second for the whole account, whatever its keys, and no burst beyond them. */
export function limits({ url }: Settings): LimitSpec[] {
  return [{ scope: `account:${url}`, max: 5, windowMs: 1000, perCall: true }];
}
