import { z } from 'zod';
import { classifyHttp, expectJson, retryHint, type Classification, type VendorResponse } from '../kit/index.ts';

const SERVICE = 'Telegram';

const Answer = z.looseObject({
  ok: z.boolean(),
  error_code: z.number().optional(),
  description: z.string().optional(),
  parameters: z.looseObject({ retry_after: z.number().min(0).optional(), migrate_to_chat_id: z.number().optional() }).optional(),
});
type Answer = z.infer<typeof Answer>;

export function classify(response: VendorResponse, now: number): Classification {
  const parsed = Answer.safeParse(response.json);
  if (parsed.success) return parsed.data.ok ? { kind: 'ok' } : classifyError(parsed.data, response, now);
  return expectJson(response, { service: SERVICE }) ?? notTelegram(response) ?? classifyHttp(response, { service: SERVICE, now });
}

/** JSON that Telegram would not send: something between us and Telegram answered, and whether the message got through is not known. */
function notTelegram({ status }: VendorResponse): Classification | undefined {
  if (status < 200 || status > 299) return undefined;
  return {
    kind: 'unknown',
    code: 'unexpected_answer',
    message: 'Something other than Telegram seems to have answered. Look into the chat to see whether the message is there.',
  };
}

function classifyError(answer: Answer, response: VendorResponse, now: number): Classification {
  const status = answer.error_code ?? (response.status >= 400 ? response.status : 400);
  const said = answer.description ?? '';
  // A token that was never one is answered 404, a revoked one 401.
  if (status === 401 || status === 404) {
    return {
      kind: 'reauth',
      code: 'unauthorized',
      message:
        "Telegram does not accept this bot token (any more). Ask @BotFather for the bot's token and put it into the connection; what is waiting goes out afterwards.",
    };
  }
  if (status === 429) {
    const seconds = answer.parameters?.retry_after;
    return {
      kind: 'retry',
      code: 'rate_limited',
      message: 'Telegram asked us to slow down. It will be tried again as soon as it allows.',
      ...(seconds === undefined ? retryHint(response, now) : { afterMs: seconds * 1000 }),
    };
  }
  if (status === 400 || status === 403) return refused(status, said, answer.parameters?.migrate_to_chat_id);
  return classifyHttp({ ...response, status }, { service: SERVICE, now, detail: said });
}

/** Telegram has no codes of its own: what it means is in its sentence. */
const REASONS: [pattern: RegExp, code: string, path: string, message: string][] = [
  [/blocked by the user/i, 'blocked', '/chatId', 'This person has blocked the bot, so it cannot write to them. Only they can unblock it.'],
  [/user is deactivated/i, 'user_gone', '/chatId', 'This person no longer has a Telegram account.'],
  [
    /kicked|not a member|group is deactivated|group chat was deleted/i,
    'not_in_chat',
    '/chatId',
    'The bot is not in this group or channel (any more). Add it again in Telegram, then send the message again.',
  ],
  [
    /can't initiate conversation/i,
    'not_started',
    '/chatId',
    'A bot may not write first. Ask the person to open the bot in Telegram and press Start, then send the message again.',
  ],
  [/can't send messages to bots/i, 'is_a_bot', '/chatId', 'This chat is a bot, and bots cannot write to each other. Choose another chat.'],
  [
    /chat not found|chat_id is empty|peer_id_invalid|user not found/i,
    'chat_not_found',
    '/chatId',
    'Telegram does not find this chat. Check its number or @name; a person must first press Start in the bot, and a group must have the bot as a member.',
  ],
  [
    /no rights|not enough rights|write_forbidden|plain_forbidden|chat_restricted|administrator rights|topic_closed/i,
    'not_allowed_in_chat',
    '/chatId',
    'The bot may not write in this chat. Make it an administrator of the channel, or allow members to write, then send the message again.',
  ],
  [/message is too long/i, 'too_long', '/text', 'The message is longer than Telegram takes. Map fewer or shorter fields.'],
  [/text is empty|must be non-empty/i, 'no_text', '/text', 'The message is empty. Map something to its text.'],
];

function refused(status: number, said: string, movedTo: number | undefined): Classification {
  const permanent = (code: string, path: string, message: string): Classification => ({
    kind: 'permanent',
    code,
    message,
    problems: path === '' ? [] : [{ path, message }],
  });
  if (movedTo !== undefined) {
    return permanent(
      'chat_moved',
      '/chatId',
      `This group became a supergroup and has the new number ${movedTo}. Put ${movedTo} as the chat into the Telegram connection (or into this step), then send the message again.`,
    );
  }
  const reason = REASONS.find(([pattern]) => pattern.test(said));
  if (reason !== undefined) return permanent(reason[1], reason[2], reason[3]);
  const quoted = said === '' ? '' : ` Telegram says: ${said}.`;
  return status === 403
    ? permanent('not_allowed_in_chat', '/chatId', `Telegram does not let the bot write in this chat.${quoted}`)
    : permanent('refused', '', `Telegram refused the message.${quoted} Check the mapped fields.`);
}
