import { compareProfiles } from './compare.ts';
import type { Profile } from './contact.ts';
import { excludeEachOther, isCorroborated, type Link, linkOf, looksLikeNamesakes, type Rung, RUNGS } from './ladder.ts';
import { areHousehold, type Clue, scoreOf } from './score.ts';
import type { Weights } from './weights.ts';

/** A known person whom a contact may be. */
export interface Candidate {
  personId: string;
  records: Profile[];
}

export interface DecideOptions {
  /** Links that are made without asking. */
  linkBy: readonly Rung[];
  weights: Weights;
  suggestFrom: number;
  /** Whether somebody said that these two are not one. */
  keptApart: (personA: string, personB: string) => boolean;
}

export interface Likely {
  personId: string;
  chance: number;
  clues: Clue[];
}

export interface Decision {
  /** Whom the contact is; undefined: somebody new. */
  join: { personId: string; link: Link } | undefined;
  /** Known persons whom it shows to be the same as `join`. */
  alsoThem: string[];
  /** Whom else it may be, best first. */
  suggest: Likely[];
}

interface Claim {
  candidate: Candidate;
  /** The record it is linked to, and by what. */
  record: Profile;
  link: Link;
  /** 0: names in full and a second thing agree · 1: names in full · 2: what is left. */
  doubt: 0 | 1 | 2;
}

/** Decides whom a contact is among known persons, by the same rules as `resolveContacts`. */
export function decide(profile: Profile, candidates: Candidate[], options: DecideOptions): Decision {
  const claims = candidates.map((candidate) => claimOf(profile, candidate, options.linkBy)).filter((claim) => claim !== undefined);
  const surest = claims.filter(({ doubt }) => doubt === Math.min(...claims.map((claim) => claim.doubt)));
  const agree = (a: Claim, b: Claim) => areCompatible(a.candidate, b.candidate, options.keptApart);
  const plain = surest.length > 0 && surest.every((a, index) => surest.slice(index + 1).every((b) => agree(a, b)));
  const first = plain ? surest[0] : undefined;
  // Only names in full show that two known persons are one.
  const others = first === undefined || first.doubt === 2 ? [] : claims.filter((claim) => claim !== first && claim.doubt < 2);
  const same = others.filter((claim) => [first as Claim, ...others].every((other) => other === claim || agree(claim, other)));
  const known = new Set([first, ...same].map((claim) => claim?.candidate.personId));
  const rest = candidates.filter(({ personId }) => !known.has(personId));
  // What a workspace does not link by waits for a person, however little else is known; so does whoever has an id under another family name.
  const isLinked = (candidate: Candidate) =>
    claimOf(profile, candidate, RUNGS) !== undefined || candidate.records.some((record) => linkOf(profile, record)?.rung === 'external_id');
  return {
    join: first === undefined ? undefined : { personId: first.candidate.personId, link: first.link },
    alsoThem: same.map(({ candidate }) => candidate.personId),
    suggest: rest
      .flatMap((candidate) => {
        const found = likely(profile, candidate, options.weights);
        return found !== undefined && (found.chance >= options.suggestFrom || isLinked(candidate)) ? [found] : [];
      })
      .toSorted((a, b) => b.chance - a.chance),
  };
}

function claimOf(profile: Profile, candidate: Candidate, linkBy: readonly Rung[]): Claim | undefined {
  let best: Claim | undefined;
  for (const record of candidate.records) {
    const link = linkOf(profile, record);
    if (link === undefined || !linkBy.includes(link.rung)) continue;
    const inFull = link.rung === 'external_id' || link.names === 'same' || link.names === 'close';
    const doubt = inFull ? (isCorroborated(profile, record) ? 0 : 1) : 2;
    if (best === undefined || doubt < best.doubt) best = { candidate, record, link, doubt };
  }
  if (best === undefined) return undefined;
  const linked = best.record;
  // Two records that exclude each other are one person because somebody said so; that holds for what agrees with one of them, too.
  const excluded = candidate.records.some((record) => excludeEachOther(profile, record) && !excludeEachOther(linked, record));
  return excluded || looksLikeNamesakes([profile], candidate.records) ? undefined : best;
}

function areCompatible(a: Candidate, b: Candidate, keptApart: DecideOptions['keptApart']): boolean {
  if (keptApart(a.personId, b.personId) || looksLikeNamesakes(a.records, b.records)) return false;
  return !a.records.some((own) => b.records.some((other) => excludeEachOther(own, other)));
}

/** How likely a contact is this person, by the record that is most like it. */
function likely(profile: Profile, { personId, records }: Candidate, weights: Weights): Likely | undefined {
  let best: Likely | undefined;
  for (const record of records) {
    const comparison = compareProfiles(profile, record);
    if (areHousehold(comparison)) continue;
    const { chance, clues } = scoreOf(comparison, weights, undefined);
    if (best === undefined || chance > best.chance) best = { personId, chance, clues };
  }
  return best;
}
