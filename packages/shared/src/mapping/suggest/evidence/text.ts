import { type Hit, isFiller, matchPhrases } from '../match.ts';
import { words } from '../words.ts';
import type { Evidence, Where } from './evidence.ts';

/** How much a word found there weighs. */
const WEIGHTS: Partial<Record<Where, number>> = { label: 3.2, name: 3, id: 2.4, aria: 2.6, placeholder: 2.2 };
/** A word that may mean several things, where it is all that is said, and where it is part of more. */
const MAYBE_ALONE = 0.8;
const MAYBE_AMONG = 0.4;
/** What follows the head of a label, and what comes before the head of a programmer's name. */
const ASIDE = 0.25;
/** A name whose last part says something we do not know. */
const BEFORE_UNKNOWN = 0.5;
/** Questions that are answered with yes or no: "May we call you by phone?" */
const QUESTION = /^\W*(do|did|are|is|may|can|could|should|would|have|has|will) (you|we|your|this|it|the)\b/i;
/** A trap is called like what it wants to catch; the words that tell people to leave it alone settle it. */
const TRAP = 3;
/** A programmer's name where people's text is expected. */
const LOOKS_LIKE_NAME = /^[\w.[\]-]*[a-z][_-][\w.[\]-]+$/i;
/** A label that says much else is less about the word found in it. */
const LEAST_COVERAGE = 0.45;

/** What the words of a text for people speak for. It says first what it is about: "Email (we never share it)". */
export function fromText(text: string, where: Where, share = 1): Evidence[] {
  if (LOOKS_LIKE_NAME.test(text)) return fromName(text, where);
  const { hits, coverage } = matchPhrases(words(text));
  const head = headOf(hits);
  const asked = QUESTION.test(text) ? share * ASIDE : share;
  const spread = LEAST_COVERAGE + (1 - LEAST_COVERAGE) * coverage;
  return hits.map((hit) => {
    const place = hit === head || isAnywhere(hit) ? 1 : ASIDE;
    return toEvidence(hit, where, surenessOf(hit, hits, coverage) * place * spread * (hit.of === 'consent' ? share : asked));
  });
}

/** What a programmer's name speaks for: the last of its parts ("checkout[address][city]"), unless that says nothing by itself ("street[0]"). */
export function fromName(text: string, where: Where): Evidence[] {
  const parts = text.split(/[.:$[\]/]+/).map((part) => words(part));
  const last = parts.findLastIndex((part) => part.some((word) => !isFiller(word)));
  const start = parts.slice(0, Math.max(0, last)).flat().length;
  const { hits } = matchPhrases(parts.flat());
  const inLast = hits.filter(({ end }) => end > start);
  const candidates = inLast.length > 0 ? inLast : hits;
  const head = candidates.findLast(({ isSure }) => isSure) ?? candidates.at(-1);
  const place = inLast.length > 0 ? 1 : BEFORE_UNKNOWN;
  const lastCoverage = matchPhrases(last === -1 ? parts.flat() : (parts[last] ?? [])).coverage;
  return hits.map((hit) => toEvidence(hit, where, surenessOf(hit, candidates, lastCoverage) * (hit === head ? place : ASIDE)));
}

/** The first, but of the "company website" it is the website. */
function headOf(hits: readonly Hit[]): Hit | undefined {
  const first = hits.find(({ isSure }) => isSure) ?? hits[0];
  const next = hits.find(({ start }) => start === first?.end);
  return first?.of === 'company' && next !== undefined ? next : first;
}

/** "Enter the code we sent to your phone" asks for the code, wherever it stands. */
function isAnywhere({ of, isSure }: Hit): boolean {
  return isSure && (of === 'code' || of === 'captcha' || of === 'honeypot');
}

function surenessOf(hit: Hit, beside: readonly Hit[], coverage: number): number {
  if (hit.isSure) return 1;
  return beside.length === 1 && coverage > 0.6 ? MAYBE_ALONE : MAYBE_AMONG;
}

function toEvidence({ of, text }: Hit, where: Where, share: number): Evidence {
  return { of, where, seen: text, weight: (WEIGHTS[where] ?? 0) * share * (of === 'honeypot' ? TRAP : 1) };
}
