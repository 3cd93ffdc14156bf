import type { Profile } from './contact.ts';
import { excludeEachOther, isCorroborated, type Link, looksLikeNamesakes } from './ladder.ts';

/** Two contacts, by their places in the list, that are linked. */
export interface Edge {
  a: number;
  b: number;
  link: Link;
}

export interface Clusters {
  /** Each contact's cluster, by place. */
  of: number[];
  members: Map<number, number[]>;
  /** Links that were not followed, because they would have put two people into one. */
  refused: Edge[];
}

/**
 * Follows links to people. A link is followed only where nobody on one side excludes anybody on the other, and where
 * it is plain which of two people is meant: "J. Bishop" between Jane's and John's records stays apart. The surest
 * links go first.
 */
export function clusterByLinks(profiles: Profile[], edges: Edge[]): Clusters {
  const of = profiles.map((_, index) => index);
  const members = new Map(profiles.map((_, index) => [index, [index]]));
  const profilesIn = (cluster: number) => (members.get(cluster) as number[]).map((index) => profiles[index] as Profile);
  const compatible = (a: number, b: number) => {
    const [own, other] = [profilesIn(a), profilesIn(b)];
    return !own.some((x) => other.some((y) => excludeEachOther(x, y))) && !looksLikeNamesakes(own, other);
  };
  const merge = (a: number, b: number) => {
    const moved = members.get(b) as number[];
    moved.forEach((index) => (of[index] = a));
    (members.get(a) as number[]).push(...moved);
    members.delete(b);
  };

  const refused: Edge[] = [];
  for (const round of rounds(profiles, edges)) {
    const neighbours = neighboursOf(round);
    for (const edge of round) {
      const [a, b] = [of[edge.a] as number, of[edge.b] as number];
      if (a === b) continue;
      if (compatible(a, b) && !isContested(a, b, of, members, neighbours, compatible)) merge(a, b);
      else refused.push(edge);
    }
  }
  return { of, members, refused: refused.filter(({ a, b }) => of[a] !== of[b]) };
}

/** Names in full and a second thing that agrees; names in full; what is left. */
function rounds(profiles: Profile[], edges: Edge[]): Edge[][] {
  const sorted: [Edge[], Edge[], Edge[]] = [[], [], []];
  for (const edge of edges) {
    const inFull = edge.link.rung === 'external_id' || edge.link.names === 'same' || edge.link.names === 'close';
    const sure = inFull && isCorroborated(profiles[edge.a] as Profile, profiles[edge.b] as Profile);
    sorted[sure ? 0 : inFull ? 1 : 2].push(edge);
  }
  return sorted;
}

function neighboursOf(edges: Edge[]): Map<number, number[]> {
  const neighbours = new Map<number, number[]>();
  for (const { a, b } of edges) {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = neighbours.get(from);
      if (known === undefined) neighbours.set(from, [to]);
      else known.push(to);
    }
  }
  return neighbours;
}

/** Whether a third person could claim one side with as good a link as the other side has. */
function isContested(
  a: number,
  b: number,
  of: number[],
  members: Map<number, number[]>,
  neighbours: Map<number, number[]>,
  compatible: (a: number, b: number) => boolean,
): boolean {
  const claims = (cluster: number, rival: number) => {
    const others = new Set(
      (members.get(cluster) as number[]).flatMap((index) => neighbours.get(index) ?? []).map((index) => of[index] as number),
    );
    others.delete(cluster);
    others.delete(rival);
    return [...others].some((other) => compatible(cluster, other) && !compatible(rival, other));
  };
  return claims(a, b) || claims(b, a);
}
