import { fill, type Translate } from '../translate.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long, roughly: "50 minutes", "3 hours", "2 days". */
export function spanWords(ms: number, t: Translate): string {
  const [count, one, many] = inUnits(
    Math.max(0, ms),
    [t('a minute'), t('an hour'), t('a day')],
    [t('{count} minutes'), t('{count} hours'), t('{count} days')],
  );
  return count === 1 ? one : fill(many, { count });
}

/** How long ago, roughly: "2 minutes ago". */
export function agoWords(ms: number, t: Translate): string {
  if (ms < MINUTE_MS) return t('just now');
  const [count, one, many] = inUnits(
    ms,
    [t('a minute ago'), t('an hour ago'), t('a day ago')],
    [t('{count} minutes ago'), t('{count} hours ago'), t('{count} days ago')],
  );
  return count === 1 ? one : fill(many, { count });
}

type Three = [minute: string, hour: string, day: string];

/** The largest unit of which there are about one and a half or more; days from two on. */
function inUnits(ms: number, one: Three, many: Three): [number, string, string] {
  if (ms < 90 * MINUTE_MS) return ms >= 55 * MINUTE_MS ? [1, one[1], many[1]] : [Math.max(1, Math.round(ms / MINUTE_MS)), one[0], many[0]];
  if (ms < 36 * HOUR_MS) return ms >= 23.5 * HOUR_MS ? [1, one[2], many[2]] : [Math.round(ms / HOUR_MS), one[1], many[1]];
  return [Math.round(ms / DAY_MS), one[2], many[2]];
}
