import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const Row = z.object({ src: z.string().default('data'), label: z.union([z.literal(0), z.literal(1)]), text: z.string() });
/** One labelled text; label 1 is spam. */
export type Row = z.output<typeof Row>;

/** Sources whose genuine texts are customers asking something. */
const ENQUIRIES = /banking|clinc|enquir|inquir|support|customer|ticket/i;
export const isEnquiry = ({ src, label }: Row): boolean => label === 0 && ENQUIRIES.test(src);

/** Reads `.jsonl` or `.jsonl.gz`; throws with the number of the first line that is no row. */
export function readRows(file: string): Row[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, index }) => {
      const parsed = Row.safeParse(JSON.parse(line));
      if (!parsed.success) throw new Error(`${file}, line ${index + 1}: expected {src, label, text}. ${parsed.error.message}`);
      return parsed.data;
    });
}

/** A number from 0 to below 1 that depends on a text alone. */
export function chanceOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}

/** The fold of a row: texts that begin with the same letters are of one group and share it. */
export function foldOf({ text }: Row, folds: number): number {
  const group = text
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, '')
    .slice(0, 60);
  return Math.floor(chanceOf(group) * folds);
}
