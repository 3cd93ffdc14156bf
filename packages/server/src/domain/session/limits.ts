const HOUR = 3_600_000;

/** A session ends after this long without use. */
export const IDLE_MS = 12 * HOUR;
/** And after this long in any case. */
export const LONGEST_MS = 14 * 24 * HOUR;
/** How often its use is noted. */
export const TOUCH_MS = 60_000;
/** How long a one-time link can be used. */
export const LINK_MS = HOUR / 4;
export const LINK_MINUTES = LINK_MS / 60_000;
/** How many links one address gets within that time. */
export const LINKS_AT_ONCE = 5;
