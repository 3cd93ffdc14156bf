import { chatMapping, defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { Message } from './answers.ts';
import { buildEmbed, Payload } from './message.ts';
import { type Settings, webhookPath } from './settings.ts';

export const postMessage = defineOperation<Settings, Payload>({
  title: 'Post a message',
  description: 'Posts a message into the channel of the webhook, with a line for each mapped value.',
  payload: Payload,
  scopes: [],
  // A webhook remembers no key and cannot list what it posted.
  dedupe: 'ledger',
  messages: true,
  perform: post,
  defaultMapping: chatMapping,
});

async function post(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const { embed, cuts } = buildEmbed(payload);
  const response = await ctx.call({
    method: 'POST',
    path: webhookPath(ctx.settings),
    // Without it Discord answers before it knows whether it takes the message.
    query: { wait: 'true' },
    // Nobody is called, whatever a visitor typed.
    json: { embeds: [embed], allowed_mentions: { parse: [] } },
  });
  const message = Message.safeParse(response.json).data;
  if (message === undefined)
    throw new DestinationFailure({
      kind: 'unknown',
      code: 'unexpected_answer',
      message: 'Something other than Discord seems to have answered. Look into the channel to see whether the message is there.',
    });
  const kept = message.embeds?.[0]?.description;
  const isChanged = kept !== undefined && kept.trim() !== embed.description.trim();
  const differences = [...cuts, ...(isChanged ? [{ path: '/text', message: 'Discord changed the text.' }] : [])];
  return { id: message.id, output: { id: message.id }, effect: 'sent', ...(differences.length === 0 ? {} : { differences }) };
}
