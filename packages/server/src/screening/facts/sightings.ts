import type { SightingKeys } from './keys.ts';
import type { Facts } from '../types.ts';

const HOUR_MS = 3_600_000;

/** How long ago something still counts. */
export const LOOK_BACK_MS = { email: HOUR_MS, network: HOUR_MS, content: 24 * HOUR_MS };

/** Beyond this many of one key nothing more is noted: no rule asks for more, and a flood must not slow what comes after it. */
export const MOST_COUNTED = 100;

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
  const within = (kind: keyof typeof LOOK_BACK_MS, key: string | undefined, at: number) =>
    key === undefined ? [] : (byKey.get(key + kind) ?? []).filter((seen) => seen.at <= at && seen.at > at - LOOK_BACK_MS[kind]);
  /** Of one sender one is enough of a text: what is counted is senders. */
  const isWanted = ({ kind, key, sender, at }: Sighting & { kind: keyof typeof LOOK_BACK_MS }) => {
    const seen = within(kind, key, at);
    return seen.length < MOST_COUNTED && (kind !== 'content' || seen.every((each) => each.sender !== sender));
  };

  return {
    facts: (keys: SightingKeys, at: number): Facts => ({
      sameEmail: within('email', keys.email, at).length,
      sameNetwork: within('network', keys.network, at).length,
      sameContentSenders: new Set(
        within('content', keys.content, at)
          .map(({ sender }) => sender)
          .filter((sender) => sender !== null && sender !== (keys.email ?? null)),
      ).size,
      knownGood: keys.email !== undefined && byKey.has(`${keys.email}good`),
    }),
    /** Notes an event; answers what to keep of it. */
    note: (keys: SightingKeys, at: number): Sighting[] => {
      const seen = (['email', 'network', 'content'] as const).flatMap((kind) => {
        const key = keys[kind];
        const sender = kind === 'content' ? (keys.email ?? null) : null;
        return key === undefined || !isWanted({ kind, key, sender, at }) ? [] : [{ kind, key, sender, at }];
      });
      seen.forEach(add);
      return seen;
    },
  };
}
