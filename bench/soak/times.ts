export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Where the people of both workspaces live. */
export const ZONE = 'Europe/Berlin';
/** A Monday at midnight there; clocks are set back in the third week, on Sunday the 25th. */
export const START = Date.parse('2026-10-05T00:00:00+02:00');

/** So many days and hours after the start, in true time. */
export const day = (days: number, hours = 0): number => START + days * DAY_MS + hours * HOUR_MS;
