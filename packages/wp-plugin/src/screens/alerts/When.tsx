import { dateI18n, getSettings } from '@wordpress/date';
import { fill } from '../../app/i18n.ts';

/** A text with a moment in it, in the place of `{time}`. */
export function When({ text, at }: { text: string; at: string | null }) {
  if (at === null) return null;
  return <time dateTime={at}>{fill(text, { time: dateI18n(getSettings().formats.datetime, at) })}</time>;
}
