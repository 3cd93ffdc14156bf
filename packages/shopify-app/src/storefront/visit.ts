const DAY_MS = 24 * 60 * 60 * 1000;
const TURN_MS = 60_000;

/** When a visitor's browser says something happened, unless its clock cannot be right: then now. ISO, UTC. */
export function visitTime(at: string, now: number): string {
  const said = Date.parse(at);
  // The script posts a submission again for a day; allow for as much, and for a clock that is a little ahead.
  const plausible = said <= now + TURN_MS && said >= now - 2 * DAY_MS;
  return new Date(plausible ? said : now).toISOString();
}
