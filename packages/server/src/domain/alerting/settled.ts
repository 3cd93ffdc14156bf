/** What ended is told as over once it stayed so this long; what comes back before is not told as new. */
export const SETTLED_MS = 15 * 60_000;
