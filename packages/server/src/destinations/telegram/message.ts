import type { Problem } from '@handoff/shared/event';
import { formatPointer } from '@handoff/shared/mapping';
import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { ChatLines, lineText } from '../kit/index.ts';
import { ChatId } from './settings.ts';

export const Payload = z.strictObject({
  text: z.string().trim().min(1, 'The message needs a text.').max(100_000).meta({ title: 'Text', field: 'text' }),
  title: z.string().max(10_000).optional().meta({ title: 'Title', description: 'A bold first line.' }),
  lines: ChatLines.optional(),
  chatId: ChatId.optional().meta({
    title: 'Chat',
    description: "Instead of the connection's chat: its number, or @name of a channel.",
  }),
});
export type Payload = z.infer<typeof Payload>;

export interface Message {
  text: string;
  /** Characters of the bold title at the start of the text. */
  bold: number;
  /** What was shortened or left out. */
  cuts: Problem[];
}

/** Telegram refuses longer texts; counted like JavaScript counts, which is never less than Telegram does. */
const TEXT_MAX = 4096;
const TITLE_MAX = 200;
const LINE_MAX = 1000;

/** Builds what is sent: plain text, in which nothing a visitor wrote is read as markup. Each cut is named. */
export function buildMessage(payload: Payload): Message {
  const cuts: Problem[] = [];
  const fit = (value: string, max: number, path: string) => {
    if (value.length <= max) return value;
    cuts.push({ path, message: `Shortened to the ${max.toLocaleString('en')} characters that fit into a Telegram message.` });
    return `${cut(value, max - 1)}…`;
  };
  const title = fit(plain((payload.title ?? '').replaceAll(/\s+/g, ' ').trim()), TITLE_MAX, '/title');
  const head = title === '' ? '' : `${title}\n`;
  let text = head + fit(plain(payload.text), TEXT_MAX - head.length, '/text');
  let separator = '\n\n';
  for (const [label, value] of Object.entries(payload.lines ?? {})) {
    const words = lineText(value);
    if (words === '') continue;
    const path = formatPointer(['lines', label]);
    const line = separator + fit(plain(`${label}: ${words}`), LINE_MAX, path);
    if (text.length + line.length > TEXT_MAX) {
      cuts.push({ path, message: 'Left out: the message is as long as Telegram takes. Map fewer or shorter fields.' });
      continue;
    }
    text += line;
    separator = '\n';
  }
  return { text, bold: title.length, cuts };
}

/**
 * Telegram calls whoever a text names: `@name` is split by an invisible character, so that no visitor can. Addresses
 * stay whole. Forms end lines with CR LF, Telegram with LF.
 */
function plain(value: string): string {
  return value.replaceAll('\r\n', '\n').replaceAll(/(?<!\w)@(?=\w)/g, '@\u200B');
}
