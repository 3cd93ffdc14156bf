import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';

const WEBHOOK = /^https:\/\/hooks\.slack(-gov)?\.com\/services\/[A-Za-z0-9]+\/[A-Za-z0-9]+\/[A-Za-z0-9]+$/;

export const Settings = z
  .object({
    webhookUrl: z
      .string()
      .trim()
      .regex(WEBHOOK, 'A Slack webhook address looks like https://hooks.slack.com/services/T…/B…/…. Copy the whole address.')
      .optional()
      .meta({
        title: 'Webhook address',
        description:
          'The simplest way: one address posts into one channel. In Slack: your app → Incoming Webhooks → Add New Webhook to Workspace.',
        secret: true,
      }),
    botToken: z
      .string()
      .trim()
      .regex(/^xox[be][.-][A-Za-z0-9.-]+$/, 'A bot token starts with "xoxb-".')
      .optional()
      .meta({
        title: 'Bot token',
        description: 'For several channels, without "Sign in with Slack". In Slack: your app → OAuth & Permissions.',
        secret: true,
      }),
    channel: z
      .string()
      .trim()
      .regex(/^(#?[^\s#<>@,]{1,80})$/, 'A channel is written #sales or as its ID, such as C042ABCDE.')
      .optional()
      .meta({
        title: 'Channel',
        description: "Where messages go when the flow names no other: #sales, or the channel's ID. A webhook address has its own channel.",
      }),
    teamId: z
      .string()
      .trim()
      .regex(/^[TE][A-Z0-9]+$/, 'A workspace ID looks like T042ABCDE.')
      .optional()
      .meta({
        title: 'Workspace ID',
        description: 'Filled in when you sign in with Slack.',
      }),
  })
  .refine((settings) => settings.webhookUrl === undefined || settings.botToken === undefined, {
    message: 'Fill in the webhook address or the bot token, not both.',
    path: ['botToken'],
  });
export type Settings = z.infer<typeof Settings>;

const TokenAnswer = z.looseObject({ team: z.looseObject({ id: z.string() }) });

/** Slack names the workspace in the token answer. */
export async function settingsFromToken(answer: Record<string, unknown>): Promise<Partial<Settings>> {
  const parsed = TokenAnswer.safeParse(answer);
  return parsed.success ? { teamId: parsed.data.team.id } : {};
}

/** Tells workspaces apart without showing a secret. The workspace and app parts of a webhook address are no secrets; its last part is. */
function workspaceOf(settings: Settings): string {
  if (settings.webhookUrl !== undefined) return new URL(settings.webhookUrl).pathname.split('/')[2] ?? '';
  if (settings.teamId !== undefined) return settings.teamId;
  return settings.botToken === undefined ? 'signed-in' : createHash('sha256').update(settings.botToken).digest('hex').slice(0, 12);
}

/** Slack allows an app "several hundred" messages a minute in a workspace without naming the number. */
export function limits(settings: Settings): LimitSpec[] {
  return [{ scope: `workspace:${workspaceOf(settings)}`, max: 200, windowMs: 60_000, concurrency: 5 }];
}

/** One message a second in each channel. */
export function channelLimits(settings: Settings, channel: string | undefined): LimitSpec[] {
  const place = settings.webhookUrl === undefined ? channel : new URL(settings.webhookUrl).pathname.split('/')[3];
  return place === undefined ? [] : [{ scope: `channel:${workspaceOf(settings)}/${place}`, max: 1, windowMs: 1000 }];
}
