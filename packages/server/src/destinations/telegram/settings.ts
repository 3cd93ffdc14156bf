import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';

/** A number (groups are negative, supergroups and channels begin with -100), or the public name of a channel or group. */
export const ChatId = z
  .string()
  .trim()
  .regex(/^(-?\d{1,16}|@[A-Za-z]\w{3,31})$/, 'A chat is a number such as -1001234567890, or the public name of a channel such as @myshop.');

export const Settings = z.object({
  botToken: z
    .string()
    .trim()
    .regex(/^\d{5,16}:[A-Za-z0-9_-]{30,64}$/, 'A bot token looks like 123456789:AAF… . Copy the whole line that BotFather shows.')
    .meta({
      title: 'Bot token',
      description: 'In Telegram, write /newbot to @BotFather and copy the token it answers with.',
      secret: true,
    }),
  chatId: ChatId.optional().meta({
    title: 'Chat',
    description: 'Where messages go when the flow names no other: the number of the chat or group, or @name of a channel.',
  }),
});
export type Settings = z.infer<typeof Settings>;

/** The bot's number, the part of the token before the colon, is public. */
const botOf = ({ botToken }: Settings) => botToken.split(':')[0] ?? '';

/** Telegram allows a bot about 30 messages a second over all its chats. */
export function limits(settings: Settings): LimitSpec[] {
  return [{ scope: `bot:${botOf(settings)}`, max: 30, windowMs: 1000, concurrency: 10 }];
}

/** One message a second in a chat, and twenty a minute in a group or channel. */
export function chatLimits(settings: Settings, chatId: string | undefined): LimitSpec[] {
  if (chatId === undefined) return [];
  const chat = `${botOf(settings)}/${chatId.toLowerCase()}`;
  const isGroup = /^[-@]/.test(chatId);
  return [{ scope: `chat:${chat}`, max: 1, windowMs: 1000 }, ...(isGroup ? [{ scope: `group:${chat}`, max: 20, windowMs: 60_000 }] : [])];
}
