import { cut } from '../../destinations/kit/cut.ts';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { AppError } from '../../observe/app-error.ts';
import { callConnection } from '../connection/call.ts';
import type { ConnectionParts } from '../connection/parts.ts';
import { type Message, textOf } from './compose.ts';

const TIMEOUT_MS = 10_000;
/** An SMS costs by its length: it says what happened and where to read on. */
const SMS_TEXT = 300;
/** Slack cuts one text at 3000 characters, and that would be the link. */
const CHAT_TEXT = 2900;
export const MAIL_TEXT = 50_000;

interface Way {
  operation: string;
  payload: (message: Message, link: string) => unknown;
}

/** How each destination that reaches people, or a machine of the owner's, is told. */
const WAYS: Record<string, Way> = {
  slack: { operation: 'postMessage', payload: chat },
  discord: { operation: 'postMessage', payload: chat },
  telegram: { operation: 'sendMessage', payload: chat },
  sms: {
    operation: 'sendSms',
    payload: ({ subject }, link) => ({ text: `${cut(subject, SMS_TEXT - link.length)} ${link}` }),
  },
  email: { operation: 'sendMail', payload: (message, link) => ({ subject: message.subject, text: textOf(message, link, MAIL_TEXT) }) },
  webhook: {
    operation: 'send',
    payload: ({ subject, items }, link) => ({ type: 'handoff.alerts', title: subject, alerts: items, link }),
  },
};

/** Destinations whose connections can be channels. */
export const CHANNEL_DESTINATIONS = Object.keys(WAYS);

function chat(message: Message, link: string) {
  return { title: message.subject, text: textOf(message, link, CHAT_TEXT) };
}

/** Sends a message by the connection's own operation. Throws `AppError` with words for the owner. */
export async function sendThroughConnection(
  parts: ConnectionParts,
  row: ConnectionRow,
  message: Message & { id: string; link: string },
): Promise<void> {
  const way = WAYS[row.destination];
  const operation = way === undefined ? undefined : parts.destinations[row.destination]?.operations[way.operation];
  if (way === undefined || operation === undefined)
    throw new AppError('conflict', `“${row.name}” cannot send messages to people. Choose another connection for this channel.`);
  const payload: unknown = operation.payload.parse(way.payload(message, message.link));
  await callConnection(parts, row, 'alert', (context) => operation.perform(context, payload), {
    idempotencyKey: message.id,
    eventId: message.id,
    dedupe: operation.dedupe,
    timeoutMs: TIMEOUT_MS,
  });
}
