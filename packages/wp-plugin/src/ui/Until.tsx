import { dateI18n, getSettings } from '@wordpress/date';
import { __, fill } from '../app/i18n.ts';

/** "Goes on by itself at 14:30." Nothing where it does not, or where that moment has passed. */
export function Until({ at }: { at: string | null }) {
  if (at === null || Date.parse(at) <= Date.now()) return null;
  const { formats } = getSettings();
  const isSoon = Date.parse(at) - Date.now() < 20 * 3_600_000;
  return <>{fill(__('Goes on by itself at {time}.', 'handoff'), { time: dateI18n(isSoon ? formats.time : formats.datetime, at) })}</>;
}
