import type { ScreeningSettings } from './types.ts';

/**
 * Set so that one weak sign (at most 1.5) is only noted, one strong sign (2 to 3) flags, and only two signs that agree, or
 * a spam verdict of the site's own filter (4), keep an event back.
 */
export const DEFAULT_SCREENING_SETTINGS: ScreeningSettings = {
  observe: false,
  thresholds: { review: 2, quarantine: 4 },
};
