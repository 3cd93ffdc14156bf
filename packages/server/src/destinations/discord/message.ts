import type { Problem } from '@handoff/shared/event';
import { formatPointer } from '@handoff/shared/mapping';
import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { ChatLines, lineText } from '../kit/index.ts';

export const Payload = z.strictObject({
  text: z.string().trim().min(1, 'The message needs a text.').max(100_000).meta({ title: 'Text', field: 'text' }),
  title: z.string().max(10_000).optional().meta({ title: 'Title', description: 'A bold first line.' }),
  lines: ChatLines.optional(),
});
export type Payload = z.infer<typeof Payload>;

export interface Embed {
  title?: string;
  description: string;
  fields?: { name: string; value: string; inline: boolean }[];
}

/** What Discord takes in one embed; all its texts together may have 6000 characters. */
const MAX = { title: 256, description: 4096, name: 256, value: 1024, fields: 25, all: 6000 };
/** Short values stand side by side. */
const INLINE = 40;

/** Builds what is sent: one embed, in which nothing a visitor wrote is read as markup. Each cut is named. */
export function buildEmbed(payload: Payload): { embed: Embed; cuts: Problem[] } {
  const cuts: Problem[] = [];
  const fit = (value: string, max: number, path: string) => {
    if (value.length <= max) return value;
    cuts.push({ path, message: `Shortened to the ${max.toLocaleString('en')} characters that fit into a Discord message.` });
    // Never after the backslash of an escape.
    return `${cut(value, max - 1).replace(/\\$/, '')}…`;
  };
  const title = fit(plain((payload.title ?? '').replaceAll(/\s+/g, ' ').trim()), MAX.title, '/title');
  const description = fit(plain(payload.text), MAX.description, '/text');
  const fields: NonNullable<Embed['fields']> = [];
  let used = title.length + description.length;
  for (const [label, content] of Object.entries(payload.lines ?? {})) {
    const words = lineText(content);
    if (words === '') continue;
    const path = formatPointer(['lines', label]);
    const name = fit(plain(label), MAX.name, path);
    const value = fit(plain(words), MAX.value, path);
    if (fields.length === MAX.fields || used + name.length + value.length > MAX.all) {
      cuts.push({ path, message: 'Left out: the message is as long as Discord takes. Map fewer or shorter fields.' });
      continue;
    }
    fields.push({ name, value, inline: value.length <= INLINE });
    used += name.length + value.length;
  }
  const embed = { ...(title === '' ? {} : { title }), description, ...(fields.length === 0 ? {} : { fields }) };
  return { embed, cuts };
}

/** An address, of no more than may stand in one (a bracket could hide a link behind other words), or what Discord reads as markup. */
const ADDRESS_OR_MARKUP = /(https?:\/\/[^\s\\`|[\]<>]+)|[\\*~`|[\]<>#]|(?<!\w)_|_(?!\w)/gi;

/** Discord reads Markdown: what a visitor typed is escaped, so that no link can hide behind other words. Addresses stay whole. */
function plain(value: string): string {
  return value.replaceAll('\r\n', '\n').replaceAll(ADDRESS_OR_MARKUP, (found, address?: string) => address ?? `\\${found}`);
}
