import { valueText } from '../mapping-editor/sample.ts';
import type { Translate } from '../translate.ts';

/** What a record is about: its first values, such as an e-mail address and a name. Undefined where it holds no text. */
export function recordText(payload: unknown, t: Translate): string | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const values = Object.values(payload).flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : [value]));
  const said = values.filter((value) => typeof value === 'string' && value.trim() !== '').slice(0, 2);
  return said.length === 0 ? undefined : said.map((value) => valueText(value, t)).join(', ');
}
