/** Times are epoch milliseconds in the store and ISO strings in the API. */
export function toIso(at: number): string {
  return new Date(at).toISOString();
}

export function toIsoOrNull(at: number | null): string | null {
  return at === null ? null : toIso(at);
}

/** A day (`2027-03-31`) is stored as when it begins, in UTC. */
export function dayBegins(day: string | null): number | null {
  return day === null ? null : Date.parse(`${day}T00:00:00Z`);
}

export function dayOf(at: number | null): string | null {
  return at === null ? null : toIso(at).slice(0, 10);
}
