import { type Hit, isFiller, matchPhrases } from '../match.ts';
import { isUnspaced, words } from '../words.ts';
import type { Evidence, Where } from './evidence.ts';

/** How much a word found there weighs. */
const WEIGHTS: Partial<Record<Where, number>> = { label: 3.2, name: 3, id: 2.4, aria: 2.6, placeholder: 2.2, autocomplete: 2.2 };
/** A word that may mean several things, where it is all that is said, and where it is part of more. */
const MAYBE_ALONE = 0.8;
const MAYBE_AMONG = 0.4;
/** What follows the head of a label, and what comes before the head of a programmer's name. */
const ASIDE = 0.25;
const NAME_OF_ANOTHER = 0.3;
/** A name whose last part says something we do not know. */
const BEFORE_UNKNOWN = 0.5;
const OR: ReadonlySet<string> = new Set([
  'or',
  'oder',
  'ou',
  'o',
  'или',
  'або',
  'of',
  'lub',
  'eller',
  'veya',
  'atau',
  'tai',
  'nebo',
  'vagy',
]);
/** Says more than that the field is called by one of them. */
const WHOLE = 1;
const AND: ReadonlySet<string> = new Set(['und', 'et', 'y', 'e', 'i', 'и', 'en', 'och', 'og']);
/** Parts of an address that are asked for each by itself. */
const PLACES: ReadonlySet<string> = new Set(['city', 'province', 'postalCode']);
const LOGINS: ReadonlySet<string> = new Set(['email', 'phone', 'username', 'taxId']);
/** What else people log in with: "e-mail or customer number". */
const NUMBERS: ReadonlySet<string> = new Set('number no nr num id numero nummer numer номер code codigo'.split(' '));
/** Questions that are answered with yes or no: "May we call you by phone?" */
const QUESTION = /^\W*(do|did|are|is|may|can|could|should|would|have|has|will) (you|we|your|this|it|the)\b/i;
/** A trap is called like what it wants to catch; the words that tell people to leave it alone settle it. */
const TRAP = 3;
/** A programmer's name where people's text is expected. */
const LOOKS_LIKE_NAME = /^[\w.[\]-]*[a-z][_-][\w.[\]-]+$/i;
/** What ASP.NET puts a field into: "ctl00$MainRegion$ctl01$". */
const CONTAINERS = /^.*(?:^|[$_])ctl\d+[$_]/i;
/** A label that says much else is less about the word found in it. */
const LEAST_COVERAGE = 0.45;

/** What the words of a text for people speak for. It says first what it is about: "Email (we never share it)". */
export function fromText(text: string, where: Where, share = 1): Evidence[] {
  if (LOOKS_LIKE_NAME.test(text)) return fromName(text, where);
  const said = words(text);
  const { hits: found, coverage } = matchPhrases(said);
  const hits = joinEither(found, said, /[/|／]/.test(text));
  if (share === 1 && isWholeAddress(hits, said))
    return [{ of: 'choice', where, seen: said.join(' '), weight: (WEIGHTS[where] ?? 0) + WHOLE }];
  const head = headOf(hits);
  const asked = QUESTION.test(text) ? share * ASIDE : share;
  const spread = LEAST_COVERAGE + (1 - LEAST_COVERAGE) * coverage;
  return hits.map((hit) => {
    const place = hit === head || isAnywhere(hit) ? 1 : ASIDE;
    const whose = isOfAnother(hit, said) ? NAME_OF_ANOTHER : 1;
    return toEvidence(hit, where, surenessOf(hit, hits, coverage) * place * spread * whose * (hit.of === 'consent' ? share : asked));
  });
}

/** Whether a text says something, and nothing that we know. */
export function isUnknown(text: string): boolean {
  const said = words(text);
  return said.some((word) => !isFiller(word)) && matchPhrases(said).hits.length === 0;
}

/** What a programmer's name speaks for: the last of its parts ("checkout[address][city]"), unless that says nothing by itself ("street[0]"). */
export function fromName(text: string, where: Where): Evidence[] {
  const parts = text
    .replace(CONTAINERS, '')
    .split(/[.:$[\]/]+/)
    .map((part) => words(part));
  const last = parts.findLastIndex((part) => part.some((word) => !isFiller(word)));
  const start = parts.slice(0, Math.max(0, last)).flat().length;
  const { hits } = matchPhrases(parts.flat());
  const inLast = hits.filter(({ end }) => end > start);
  const candidates = inLast.length > 0 ? inLast : hits;
  const head = candidates.findLast(({ isSure }) => isSure) ?? candidates.at(-1);
  const place = inLast.length > 0 ? 1 : BEFORE_UNKNOWN;
  const lastCoverage = matchPhrases(last === -1 ? parts.flat() : (parts[last] ?? [])).coverage;
  return hits.map((hit) => {
    const share = hit === head ? place : hit.of === 'captcha' && hit.isSure ? 1 : ASIDE;
    return toEvidence(hit, where, surenessOf(hit, candidates, lastCoverage) * share);
  });
}

/** The first, but of the "company website" it is the website, and so it is wherever words stand without spaces. */
function headOf(hits: readonly Hit[]): Hit | undefined {
  let head = hits.find(({ isSure }) => isSure) ?? hits[0];
  for (;;) {
    const next = hits.find(({ start }) => start === head?.end);
    if (next === undefined || head === undefined || !(head.of === 'company' || (isUnspaced(head.text) && isUnspaced(next.text))))
      return head;
    head = next;
  }
}

/** "City, state, ZIP" takes all of them: whichever of them it were put into would be wrong. */
function isWholeAddress(hits: readonly Hit[], said: readonly string[]): boolean {
  return hits.some((hit, index) => {
    const next = hits[index + 1];
    if (next === undefined || hit.of === next.of || !PLACES.has(hit.of) || !PLACES.has(next.of)) return false;
    return said.slice(hit.end, next.start).every((word) => isFiller(word) || AND.has(word));
  });
}

/** "E-mail or phone" and "e-mail / phone" is what people log in with, in any language. */
function joinEither(hits: readonly Hit[], said: readonly string[], isSlashed: boolean): readonly Hit[] {
  const at = hits.findIndex((hit, index) => isEither(hit, hits[index + 1], said, isSlashed));
  const [one, other] = [hits[at], hits[at + 1]];
  if (one !== undefined && other !== undefined) return [...hits.slice(0, at), whole(one.start, other.end, said), ...hits.slice(at + 2)];
  return hits.map((hit, index) => (isOrNumber(hit, hits[index + 1], said) ? whole(hit.start, hit.end, said) : hit));
}

function whole(start: number, end: number, said: readonly string[]): Hit {
  return { of: 'username', isSure: true, text: said.slice(start, end).join(' '), start, end };
}

/** "E-mail or frequent traveller number". */
function isOrNumber({ of, end }: Hit, next: Hit | undefined, said: readonly string[]): boolean {
  if (!LOGINS.has(of) || !OR.has(said[end] ?? '')) return false;
  const other = said.slice(end + 1, Math.min(end + 5, next?.start ?? said.length));
  return other.some((word) => NUMBERS.has(word));
}

function isEither(one: Hit, other: Hit | undefined, said: readonly string[], isSlashed: boolean): boolean {
  if (other === undefined || one.of === other.of || !LOGINS.has(one.of) || !LOGINS.has(other.of)) return false;
  const between = said.slice(one.end, other.start);
  if (isSlashed && between.length === 0) return true;
  return between.length <= 3 && between.some((word) => OR.has(word));
}

/** "Enter the code we sent to your phone" asks for the code, wherever it stands. */
function isAnywhere({ of, isSure }: Hit): boolean {
  return isSure && (of === 'code' || of === 'captcha' || of === 'honeypot');
}

/** The "pet's name" and the "project name" are no names of who fills in the form. */
function isOfAnother({ of, isSure, start }: Hit, said: readonly string[]): boolean {
  if (of !== 'fullName' || isSure) return false;
  const before = said[said[start - 1] === 's' ? start - 2 : start - 1];
  return before !== undefined && !isFiller(before);
}

function surenessOf(hit: Hit, beside: readonly Hit[], coverage: number): number {
  if (hit.isSure) return 1;
  // In two languages it says the same twice: "Name / Nom".
  return beside.every(({ of }) => of === hit.of) && coverage > 0.6 ? MAYBE_ALONE : MAYBE_AMONG;
}

function toEvidence({ of, isSure, text }: Hit, where: Where, share: number): Evidence {
  return { of, where, seen: text, weight: (WEIGHTS[where] ?? 0) * share * (of === 'honeypot' && isSure ? TRAP : 1) };
}
