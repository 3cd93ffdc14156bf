import { z } from 'zod';
import { chatMapping, defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { buildMessage, Payload } from './message.ts';
import { chatLimits, type Settings } from './settings.ts';

const Chat = z.looseObject({ id: z.number(), username: z.string().optional() });
const Sent = z.looseObject({ result: z.looseObject({ message_id: z.number(), chat: Chat, text: z.string().optional() }) });

/** The token is part of every address; `redact` and the kit blank it wherever an address is kept. */
export const methodPath = ({ botToken }: Settings, method: string) => `/bot${botToken}/${method}`;

export const sendMessage = defineOperation<Settings, Payload>({
  title: 'Send a message',
  description: 'Sends a message into a chat, group or channel, with a line for each mapped value.',
  payload: Payload,
  scopes: [],
  // Telegram remembers no key, and a bot cannot read what it sent.
  dedupe: 'ledger',
  messages: true,
  perform: send,
  defaultMapping: chatMapping,
  limits: (settings, payload) => chatLimits(settings, payload.chatId ?? settings.chatId),
});

async function send(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const chatId = payload.chatId ?? ctx.settings.chatId;
  if (chatId === undefined) throw noChat();
  const { text, bold, cuts } = buildMessage(payload);
  const response = await ctx.call({
    method: 'POST',
    path: methodPath(ctx.settings, 'sendMessage'),
    json: {
      chat_id: chatId.startsWith('@') ? chatId : Number(chatId),
      text,
      ...(bold === 0 ? {} : { entities: [{ type: 'bold', offset: 0, length: bold }] }),
      // No previews: a stranger's link in a form must not put a picture of their choice into the chat.
      link_preview_options: { is_disabled: true },
    },
  });
  const sent = Sent.safeParse(response.json).data?.result;
  const isChanged = sent?.text !== undefined && sent.text.trim() !== text.trim();
  const differences = [...cuts, ...(isChanged ? [{ path: '/text', message: 'Telegram changed the text.' }] : [])];
  return {
    effect: 'sent',
    ...(sent === undefined ? {} : named(sent)),
    ...(differences.length === 0 ? {} : { differences }),
  };
}

function named({ message_id: messageId, chat }: z.infer<typeof Sent>['result']): Pick<Performed, 'id' | 'url' | 'output'> {
  const id = `${chat.id}:${messageId}`;
  // Only supergroups and channels, whose numbers begin with -100, have addresses.
  const place = chat.username !== undefined && chat.id < 0 ? chat.username : /^-100(\d+)$/.exec(String(chat.id))?.[1]?.replace(/^/, 'c/');
  return {
    id,
    output: { id, chatId: String(chat.id), messageId: String(messageId) },
    ...(place === undefined ? {} : { url: `https://t.me/${place}/${messageId}` }),
  };
}

function noChat(): DestinationFailure {
  const message = 'No chat is chosen. Put one into the Telegram connection, or map one in this step.';
  return new DestinationFailure({ kind: 'permanent', code: 'no_channel', message, problems: [{ path: '/chatId', message }] });
}
