import { fold } from '../fold.ts';
import type { Claim, Evidence, Where } from './evidence.ts';

/** Which share of the answers or choices must agree. */
const ENOUGH = 0.7;

const list = (text: string): ReadonlySet<string> => new Set(text.split(',').map((name) => fold(name.trim())));

const COUNTRIES =
  list(`germany, deutschland, allemagne, alemania, germania, alemanha, германия, france, frankreich, francia, frança, франция, spain, spanien,
  espagne, españa, spagna, espanha, испания, italy, italien, italie, italia, италия, portugal, португалия, russia, russland, россия, austria, österreich,
  autriche, австрия, switzerland, schweiz, suisse, svizzera, belgium, belgien, belgique, netherlands, niederlande, poland, polen, pologne, polska, canada,
  kanada, mexico, mexiko, brazil, brasil, brasilien, argentina, chile, colombia, peru, australia, australien, japan, china, india, indien, ireland, irland,
  united states, united states of america, usa, united kingdom, great britain, vereinigte staaten, états-unis, estados unidos, stati uniti, сша,
  afghanistan, albania, algeria, andorra, angola, armenia, azerbaijan, denmark, sweden, norway, finland, greece, turkey, ukraine`);
const PROVINCES =
  list(`alabama, alaska, arizona, california, colorado, florida, georgia, hawaii, illinois, new york, ohio, oregon, texas, utah, virginia,
  washington, ontario, quebec, alberta, british columbia, manitoba, bayern, berlin, hessen, sachsen, nordrhein-westfalen, niedersachsen, baden-württemberg,
  andalucía, cataluña, galicia, lombardia, toscana, sicilia, lazio, bretagne, normandie, são paulo, rio de janeiro, minas gerais`);

/** More says nothing about what was asked for, and a stranger may have typed a megabyte. */
const LONGEST = 1000;

type Test = (value: string) => boolean;

/** What answers look like, the most telling first. */
const ANSWERS: readonly [Claim, number, Test][] = [
  ['email', 4, (value) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value)],
  ['url', 3.5, (value) => /^(https?:\/\/|www\.)\S+\.\S+$/i.test(value)],
  ['country', 2.5, (value) => COUNTRIES.has(fold(value))],
  ['cardNumber', 2.5, (value) => /^(\d{4}[\s-]?){3}\d{3,4}$/.test(value)],
  ['phone', 3, (value) => /^(\+|00|0|\()[\d\s()./-]{6,20}$/.test(value) && value.replace(/\D/g, '').length >= 7],
  ['date', 1.5, (value) => /^\d{4}-\d\d-\d\d$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/.test(value)],
  ['message', 2.5, (value) => value.length > 60 && /\s\S+\s\S+\s/.test(value)],
  ['fullName', 0.8, (value) => /^\p{Lu}[\p{L}’'.-]+(\s\p{Lu}[\p{L}’'.-]*){1,2}$/u.test(value)],
];

/** What people answered lately. A first name and a city look alike, so most answers say little. */
export function fromAnswers(values: readonly string[]): Evidence[] {
  const given = values.map((value) => value.slice(0, LONGEST).trim()).filter((value) => value !== '');
  if (given.length === 0) return [];
  const found = ANSWERS.find(([, , looks]) => given.filter(looks).length >= given.length * ENOUGH);
  if (found === undefined) return [];
  const [of, weight] = found;
  return [{ of, where: 'values', seen: `${given.length}`, weight }];
}

/** What can be chosen. */
export function fromChoices(options: readonly string[], where: Where = 'options'): Evidence[] {
  const choices = options.map(fold);
  const count = (names: ReadonlySet<string>) => choices.filter((choice) => names.has(choice)).length;
  const claims: [Claim, number, number][] = [
    ['country', 4, count(COUNTRIES)],
    ['province', 4, count(PROVINCES)],
  ];
  return claims.filter(([, , seen]) => seen >= 3).map(([of, weight, seen]) => ({ of, where, seen: `${seen}`, weight }));
}

/** A select's label that holds its own choices: "Afghanistan Albania Algeria". */
export function fromListedLabel(label: string): Evidence[] {
  const parts = label.split(/[\s,;]+/);
  return parts.length < 4 ? [] : fromChoices(parts, 'label');
}
