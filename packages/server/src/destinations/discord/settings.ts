import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';

const WEBHOOK = /^https:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/(\d{15,21})\/([\w-]{40,100})$/;

export const Settings = z.object({
  webhookUrl: z
    .string()
    .trim()
    .regex(WEBHOOK, 'Copy the whole address from Discord: it begins with https://discord.com/api/webhooks/.')
    .meta({
      title: 'Webhook URL',
      description: 'In Discord: channel → Edit channel → Integrations → Webhooks → New webhook → Copy webhook URL.',
      secret: true,
    }),
});
export type Settings = z.infer<typeof Settings>;

const partsOf = ({ webhookUrl }: Settings) => WEBHOOK.exec(webhookUrl) ?? [];

export const tokenOf = (settings: Settings): string => partsOf(settings)[2] ?? '';

/** Under the one version that is written for, whatever version the address names. */
export function webhookPath(settings: Settings): string {
  const [, id = '', token = ''] = partsOf(settings);
  return `/api/v10/webhooks/${id}/${token}`;
}

/** Discord publishes no numbers; its answers' headers say 5 in 2 seconds, and a channel takes about 30 in a minute. */
export function limits(settings: Settings): LimitSpec[] {
  const webhook = partsOf(settings)[1] ?? '';
  return [
    { scope: `webhook:${webhook}`, max: 5, windowMs: 2000, perCall: true },
    { scope: `channel:${webhook}`, max: 30, windowMs: 60_000, perCall: true },
  ];
}
