import { decodeTime } from 'ulid';
import { z } from 'zod';
import { DestinationFailure, type CallContext } from '../kit/index.ts';
import { Message, messagesPath } from './message.ts';
import type { Settings } from './settings.ts';

const List = z.looseObject({ messages: z.array(Message), next_page_uri: z.string().nullish() });

/** As many as fit into the answer we read; to one number, more than enough for the time since its event. */
const PAGE = 200;
/** Twilio's clock and ours. */
const SKEW_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Finds the message an earlier try of this delivery made: to this number, with this text, and not older than its event.
 * Days are compared here, not by Twilio's `DateSent`, which a message still in the queue does not have yet.
 */
export async function findMessage(ctx: CallContext<Settings>, to: string, text: string): Promise<Message | undefined> {
  const response = await ctx.call({ method: 'GET', path: messagesPath(ctx.settings), query: { To: to, PageSize: PAGE } });
  const { messages, next_page_uri: next } = readList(response.json);
  const since = eventTime(ctx) - SKEW_MS;
  const recent = messages.filter(({ date_created: at }) => !(Date.parse(at ?? '') < since));
  const ours = recent.filter(({ direction }) => direction !== 'inbound');
  const found = ours.find(({ body }) => isSameText(body ?? '', text));
  if (found !== undefined) return found;
  // A redacted text could be ours, and so could one on the next page: then nobody can swear that it is not there.
  const isSure = ours.every(({ body }) => (body ?? '') !== '') && (next === undefined || next === null || recent.length < messages.length);
  if (isSure) return undefined;
  throw new DestinationFailure({
    kind: 'unknown',
    code: 'not_found_for_sure',
    message: `Twilio's list does not show for sure whether this SMS to ${to} went out. Look into Monitor → Logs → Messaging in the Twilio console.`,
  });
}

function readList(json: unknown): z.infer<typeof List> {
  const parsed = List.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new DestinationFailure({
    kind: 'retry',
    code: 'not_json',
    message: 'Twilio did not answer with a list of messages. Nothing was sent; it will be tried again.',
  });
}

/** Our event ids carry the time they were made. */
function eventTime(ctx: CallContext<Settings>): number {
  const ulid = /[0-7][0-9A-HJKMNP-TV-Z]{25}$/.exec(ctx.eventId)?.[0];
  return ulid === undefined ? ctx.now() - DAY_MS : decodeTime(ulid);
}

const TRIAL_NOTICE = /^\s*Sent from (your|a) Twilio trial account\s*-\s*/i;

/** A trial account's notice stands before the text, and smart encoding changes signs but no letters or digits. */
function isSameText(stored: string, text: string): boolean {
  const body = stored.replace(TRIAL_NOTICE, '');
  const letters = (value: string) => value.normalize('NFKD').replaceAll(/[^\p{L}\p{N}]/gu, '');
  return body.trim() === text || (letters(text) !== '' && letters(body) === letters(text));
}
