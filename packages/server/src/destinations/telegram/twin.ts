import type { Hono } from 'hono';
import { z } from 'zod';
import { createSchemaCheck, loadSchema } from '../testing/spec.ts';
import type { VendorLimit } from '../testing/rate.ts';
import { createTwin, type ContractCheck, type RequestSeen, type Twin, type TwinOptions } from '../testing/twin.ts';

export const TELEGRAM_SPEC = 'telegram/bot-api.schema.json';
export const TOKEN = '123456789:AAF-twin_0123456789abcdefghijklmnopq';

/** Requests held against the published schema of each method; undefined where it is not at hand. */
export function telegramContract(): ContractCheck | undefined {
  const schema = loadSchema(TELEGRAM_SPEC);
  if (schema === undefined) return undefined;
  return (request) => {
    const { path, body } = request;
    const method = path.split('/').at(-1) ?? '';
    if (!Object.hasOwn(schema['methods'] as object, method)) return [`${method}: the vendor has no such method`];
    return (createSchemaCheck(schema, `#/methods/${method}`)?.(body ?? {}, request) ?? []).map((line) => `${method}: ${line}`);
  };
}

export interface SeenMessage {
  chat: number;
  text: string;
  bold: string;
}

export interface TelegramTwin extends Twin {
  messages: () => SeenMessage[];
  /** What the chat answers from now on instead of taking a message. */
  refuse: (chat: number, status: number, description: string, parameters?: Record<string, number>) => void;
  /** The bot's owner makes a new token. */
  revoke: () => void;
}

export interface TelegramTwinOptions extends TwinOptions {
  checkContract?: ContractCheck | undefined;
}

const Body = z.strictObject({
  chat_id: z.union([z.number(), z.string()]),
  text: z.string(),
  entities: z.array(z.strictObject({ type: z.literal('bold'), offset: z.int().min(0), length: z.int().min(1) })).optional(),
  link_preview_options: z.strictObject({ is_disabled: z.boolean() }).optional(),
});

const CHATS = [
  { id: 4242, type: 'private', first_name: 'Ada' },
  { id: -1001234567890, type: 'channel', title: 'Shop', username: 'myshop' },
  { id: -1009876543210, type: 'supergroup', title: 'Team' },
  { id: -555, type: 'group', title: 'Old group' },
];

type Refusal = { status: number; answer: object };
interface State {
  isRevoked: boolean;
  messages: SeenMessage[];
  refusals: Map<number, Refusal>;
}

/** A stand-in for Telegram with one bot and four chats. */
export function createTelegramTwin(options: TelegramTwinOptions = {}): TelegramTwin {
  const state: State = { isRevoked: false, messages: [], refusals: new Map() };
  const twin = createTwin({
    origins: ['https://api.telegram.org'],
    routes: (app) => addRoutes(app, state),
    snapshot: () => structuredClone(state.messages),
    checkContract: options.checkContract,
    limits,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return {
    ...twin,
    messages: () => structuredClone(state.messages),
    refuse: (chat, status, description, parameters) => void state.refusals.set(chat, refusal(status, description, parameters)),
    revoke: () => void (state.isRevoked = true),
  };
}

function refusal(status: number, description: string, parameters?: Record<string, number>): Refusal {
  return { status, answer: { ok: false, error_code: status, description, ...(parameters === undefined ? {} : { parameters }) } };
}

function addRoutes(app: Hono, state: State): void {
  app.all('/:bot/:method', async (c) => {
    const { status, answer } = await answerTo(state, c.req.param('bot'), c.req.param('method'), () => c.req.json());
    return Response.json(answer, { status });
  });
}

async function answerTo(state: State, bot: string, method: string, read: () => Promise<unknown>): Promise<Refusal> {
  if (bot !== `bot${TOKEN}`) return refusal(404, 'Not Found');
  if (state.isRevoked) return refusal(401, 'Unauthorized');
  if (method === 'getMe')
    return { status: 200, answer: { ok: true, result: { id: 123456789, is_bot: true, first_name: 'Handoff', username: 'handoff_bot' } } };
  if (method !== 'sendMessage') return refusal(404, 'Not Found: method not found');
  const body = Body.parse(await read());
  const chat = CHATS.find(({ id, username }) => id === body.chat_id || (username !== undefined && body.chat_id === `@${username}`));
  if (chat === undefined) return refusal(400, 'Bad Request: chat not found');
  const refused = state.refusals.get(chat.id);
  if (refused !== undefined) return refused;
  if (body.text.trim() === '') return refusal(400, 'Bad Request: message text is empty');
  if (body.text.length > 4096) return refusal(400, 'Bad Request: message is too long');
  const bold = (body.entities ?? []).map(({ offset, length }) => body.text.slice(offset, offset + length)).join('|');
  state.messages.push({ chat: chat.id, text: body.text.trim(), bold });
  const result = { message_id: state.messages.length, date: 1_795_000_000, chat, text: body.text.trim() };
  return { status: 200, answer: { ok: true, result } };
}

/** Telegram's FAQ for bots: about 30 messages a second in all, one a second in a chat, 20 a minute in a group or channel. */
function limits({ path, body }: RequestSeen): VendorLimit[] {
  const chat = path.endsWith('/sendMessage') ? Body.safeParse(body).data?.chat_id : undefined;
  if (chat === undefined) return [];
  const answer = (waitMs: number) => {
    const seconds = Math.ceil(waitMs / 1000);
    const description = `Too Many Requests: retry after ${seconds}`;
    return { status: 429, body: { ok: false, error_code: 429, description, parameters: { retry_after: seconds } } };
  };
  const isGroup = /^[-@]/.test(String(chat));
  return [
    { scope: 'bot', max: 30, windowMs: 1000, answer },
    { scope: `chat:${chat}`, max: 1, windowMs: 1000, answer },
    ...(isGroup ? [{ scope: `group:${chat}`, max: 20, windowMs: 60_000, answer }] : []),
  ];
}
