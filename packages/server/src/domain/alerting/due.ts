import type { ChannelSettings } from '@handoff/shared/api';
import { wallClock } from '../../destinations/kit/when.ts';
import type { Severity } from '../../observe/alert-kinds.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** Alerts that open within it of the first go in one message. A refused access has to be told within a minute. */
const WINDOW_MS: Record<Severity, number> = { problem: 30_000, warning: 120_000, finding: 300_000 };
const ACCESS_WINDOW_MS = 10_000;
const ACCESS = new Set(['auth', 'scope']);

/** How long others are waited for that may go in the same message. */
export function windowOf(kind: string, severity: Severity): number {
  return ACCESS.has(kind) ? ACCESS_WINDOW_MS : WINDOW_MS[severity];
}

/** Whether a channel wants alerts like this one at all. */
export function wants(settings: ChannelSettings, kind: string, severity: Severity): boolean {
  return paceOf(settings, severity) !== 'off' && (settings.kinds === null || settings.kinds.includes(kind));
}

/** When a message that could go out at `at` goes out, by the channel's paces and quiet hours. */
export function dueAt(settings: ChannelSettings, kind: string, severity: Severity, at: number): number {
  if (paceOf(settings, severity) === 'daily') return nextTimeOfDay(settings.dailyAt, settings.zone, at);
  const { quiet, zone } = settings;
  if (quiet === null || !isWithin(quiet, zone, at)) return at;
  const through = quiet.through === 'problems' ? severity === 'problem' : quiet.through === 'access' && ACCESS.has(kind);
  return through ? at : nextTimeOfDay(quiet.to, zone, at);
}

/** The next moment after `at` at which clocks in the zone show this time. */
export function nextTimeOfDay(time: string, zone: string, at: number): number {
  const wait = (minutesOf(time) - minutesOf(shown(at, zone)) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const guess = Math.floor(at / MINUTE_MS) * MINUTE_MS + wait * MINUTE_MS;
  // Clocks may be changed in between; then the guess is off by that much, at most half a day.
  const off = ((minutesOf(time) - minutesOf(shown(guess, zone)) + DAY_MINUTES * 1.5) % DAY_MINUTES) - DAY_MINUTES / 2;
  const mended = guess + off * MINUTE_MS;
  // A time that is left out that night is taken as an hour later.
  return shown(mended, zone) === time ? mended : guess;
}

function isWithin({ from, to }: { from: string; to: string }, zone: string, at: number): boolean {
  const now = shown(at, zone);
  return from <= to ? now >= from && now < to : now >= from || now < to;
}

/** What clocks in the zone show: `08:00`. */
function shown(at: number, zone: string): string {
  return wallClock(at, zone).slice(11, 16);
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function paceOf(settings: ChannelSettings, severity: Severity): 'now' | 'daily' | 'off' {
  return severity === 'problem' ? settings.problems : severity === 'warning' ? settings.warnings : settings.findings;
}
