import type { SightingKeys } from './keys.ts';
import type { Facts } from '../types.ts';

const HOUR_MS = 3_600_000;
export const LOOK_BACK_MS = 24 * HOUR_MS;

export interface Sighting {
  kind: 'email' | 'network' | 'content' | 'good';
  key: string;
  sender: string | null;
  at: number;
}

/** What was seen so far, to which each event is added once it was asked about. */
export function createSightings(before: readonly Sighting[]) {
  const byKey = new Map<string, Sighting[]>();
  const add = (sighting: Sighting) => {
    const known = byKey.get(sighting.key + sighting.kind);
    if (known === undefined) byKey.set(sighting.key + sighting.kind, [sighting]);
    else known.push(sighting);
  };
  before.forEach(add);
  const within = (kind: Sighting['kind'], key: string | undefined, at: number, span: number) =>
    key === undefined ? [] : (byKey.get(key + kind) ?? []).filter((seen) => seen.at <= at && seen.at > at - span);

  return {
    facts: (keys: SightingKeys, at: number): Facts => ({
      sameEmail: within('email', keys.email, at, HOUR_MS).length,
      sameNetwork: within('network', keys.network, at, HOUR_MS).length,
      sameContentSenders: new Set(
        within('content', keys.content, at, LOOK_BACK_MS)
          .map(({ sender }) => sender)
          .filter((sender) => sender !== null && sender !== (keys.email ?? null)),
      ).size,
      knownGood: keys.email !== undefined && byKey.has(`${keys.email}good`),
    }),
    /** Notes an event; answers what to keep of it. */
    note: (keys: SightingKeys, at: number): Sighting[] => {
      const sender = keys.email ?? null;
      const seen = (['email', 'network', 'content'] as const).flatMap((kind): Sighting[] => {
        const key = keys[kind];
        return key === undefined ? [] : [{ kind, key, sender: kind === 'content' ? sender : null, at }];
      });
      seen.forEach(add);
      return seen;
    },
  };
}
