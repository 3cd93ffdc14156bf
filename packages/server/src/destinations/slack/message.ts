import type { Problem } from '@handoff/shared/event';
import { formatPointer } from '@handoff/shared/mapping';
import { z } from 'zod';
import { fit, toMrkdwn } from './text.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const Payload = z.strictObject({
  text: z.string().trim().min(1, 'The message needs a text.').max(100_000).meta({
    title: 'Text',
    field: 'text',
    description: 'The message itself, and what shows in notifications. *bold* and _italic_ work; mentions and hidden links do not.',
  }),
  title: z.string().max(10_000).optional().meta({ title: 'Title', description: 'A large first line.' }),
  lines: z
    .record(z.string().min(1), z.union([Scalar, z.array(Scalar).max(1000)]))
    .optional()
    .meta({
      title: 'Lines',
      description: 'One line for each value, after its name. May be all answers of a form at once. Empty values are left out.',
    }),
  channel: z
    .string()
    .trim()
    .min(1)
    .max(81)
    .optional()
    .meta({ title: 'Channel', description: "Instead of the connection's channel: #sales, or the channel's ID." }),
});
export type Payload = z.infer<typeof Payload>;

export interface Block {
  type: 'header' | 'section';
  text: { type: 'plain_text' | 'mrkdwn'; text: string };
}

export interface Message {
  text: string;
  /** Only where there is a title or a line; a plain text needs none. */
  blocks?: Block[];
  /** What was shortened or left out. */
  cuts: Problem[];
}

/** Slack cuts a text at 40,000 characters itself. */
const TEXT_MAX = 40_000;
const HEADER_MAX = 150;
const SECTION_MAX = 3000;
const LINE_MAX = 2000;
/** Slack refuses a message whose blocks are, all together, somewhere above 13,000 characters (its documentation names no number). */
const BLOCKS_MAX = 12_000;

/** Builds what is sent. Every value is escaped and cut to what Slack takes; each cut is named. */
export function buildMessage(payload: Payload): Message {
  const cuts: Problem[] = [];
  const cut = (value: string, max: number, path: string, encode = toMrkdwn) => {
    const { text, isCut } = fit(value, max, encode);
    if (isCut) cuts.push({ path, message: `Shortened to the ${max.toLocaleString('en')} characters that fit into a Slack message.` });
    return text;
  };
  const lines = Object.entries(payload.lines ?? {}).flatMap(([label, value]) => {
    const text = toText(value);
    const path = formatPointer(['lines', label]);
    return text === '' ? [] : [{ path, text: cut(`*${label.replaceAll('*', '')}:* ${text}`, LINE_MAX, path) }];
  });
  const title = payload.title?.trim() ?? '';
  if (title === '' && lines.length === 0) return { text: cut(payload.text, TEXT_MAX, '/text'), cuts };

  const blocks: Block[] = [];
  // A header is plain text: nothing in it is read as markup, so nothing needs escaping.
  if (title !== '')
    blocks.push({
      type: 'header',
      text: { type: 'plain_text', text: cut(title.replaceAll(/\s+/g, ' '), HEADER_MAX, '/title', (text) => text) },
    });
  const text = cut(payload.text, SECTION_MAX, '/text');
  blocks.push(section(text), ...sections(lines, BLOCKS_MAX - text.length - HEADER_MAX, cuts));
  return { text, blocks, cuts };
}

/** Packs lines into as few sections as will hold them; lines beyond `room` characters are left out and named. */
function sections(lines: { path: string; text: string }[], room: number, cuts: Problem[]): Block[] {
  const packed: string[] = [];
  let left = room;
  for (const { path, text } of lines) {
    if (text.length + 1 > left) {
      cuts.push({ path, message: 'Left out: the message is as long as Slack takes. Map fewer or shorter fields.' });
      continue;
    }
    left -= text.length + 1;
    const last = packed.at(-1);
    if (last === undefined || last.length + 1 + text.length > SECTION_MAX) packed.push(text);
    else packed[packed.length - 1] = `${last}\n${text}`;
  }
  return packed.map(section);
}

function section(text: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

function toText(value: NonNullable<Payload['lines']>[string]): string {
  if (Array.isArray(value))
    return value
      .map(toText)
      .filter((part) => part !== '')
      .join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? '' : String(value).trim();
}
