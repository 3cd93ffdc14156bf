import { readHealthSettings } from '../health/settings.ts';

const DAY_MS = 86_400_000;

/** After how long without use an access of this workspace is unused, in milliseconds; undefined: never. */
export function unusedAfter(storedSettings: string): number | undefined {
  const days = readHealthSettings(storedSettings).unusedAfterDays;
  return days === 0 ? undefined : days * DAY_MS;
}

/** What was never used counts from when it was let in. */
export function isUnused(access: { addedAt: number; lastUsedAt: number | null }, after: number | undefined, now: number): boolean {
  return after !== undefined && now - (access.lastUsedAt ?? access.addedAt) > after;
}
