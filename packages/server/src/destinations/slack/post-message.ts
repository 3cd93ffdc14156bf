import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { defaultMapping } from './default-mapping.ts';
import { buildMessage, Payload, type Message } from './message.ts';
import { channelLimits, type Settings } from './settings.ts';

const Posted = z.looseObject({
  channel: z.string().optional(),
  ts: z.string().optional(),
  response_metadata: z.looseObject({ warnings: z.array(z.string()).optional() }).optional(),
});

export const postMessage = defineOperation<Settings, Payload>({
  title: 'Post a message',
  description: 'Posts a message into a channel, with a line for each mapped value.',
  payload: Payload,
  scopes: ['chat:write'],
  // Slack remembers no key and offers no way to look for a message without reading the whole channel.
  dedupe: 'ledger',
  messages: true,
  perform: (ctx, payload) =>
    ctx.settings.webhookUrl === undefined ? postAsBot(ctx, payload) : postByWebhook(ctx, ctx.settings.webhookUrl, payload),
  defaultMapping,
  limits: (settings, payload) => channelLimits(settings, payload.channel ?? settings.channel),
});

async function postAsBot(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const channel = payload.channel ?? ctx.settings.channel;
  if (channel === undefined) throw noChannel();
  const { text, blocks, cuts } = buildMessage(payload);
  const response = await ctx.call({
    method: 'POST',
    path: '/api/chat.postMessage',
    // No previews: a stranger's link in a form must not put a picture of their choice into the channel.
    json: {
      channel,
      text,
      ...(blocks === undefined ? {} : { blocks }),
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    },
  });
  const posted = Posted.safeParse(response.json).data;
  const warnings = (posted?.response_metadata?.warnings ?? []).filter((warning) => warning !== 'missing_charset');
  const differences = [
    ...cuts,
    ...warnings.map((warning) => ({ path: '/text', message: `Slack took the message with a warning: ${warning}.` })),
  ];
  const id = posted?.channel === undefined || posted.ts === undefined ? undefined : `${posted.channel}:${posted.ts}`;
  return sent(differences, id === undefined ? {} : { id, output: { id, channel: posted?.channel, ts: posted?.ts } });
}

async function postByWebhook(ctx: CallContext<Settings>, webhookUrl: string, payload: Payload): Promise<Performed> {
  const { text, blocks, cuts }: Message = buildMessage(payload);
  await ctx.call({
    method: 'POST',
    path: new URL(webhookUrl).pathname,
    json: { text, ...(blocks === undefined ? {} : { blocks }), unfurl_links: false },
  });
  const ignored: Problem[] =
    payload.channel === undefined
      ? []
      : [
          {
            path: '/channel',
            message: 'A webhook address always posts into its own channel. Use a bot token or sign in with Slack to choose channels.',
          },
        ];
  return sent([...cuts, ...ignored], {});
}

function sent(differences: Problem[], named: Pick<Performed, 'id' | 'output'>): Performed {
  return { ...named, effect: 'sent', ...(differences.length === 0 ? {} : { differences }) };
}

function noChannel(): DestinationFailure {
  const message = 'No channel is chosen. Put one into the Slack connection, or map one in this step.';
  return new DestinationFailure({ kind: 'permanent', code: 'no_channel', message, problems: [{ path: '/channel', message }] });
}
