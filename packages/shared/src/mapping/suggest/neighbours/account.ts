import type { Claim } from '../evidence/evidence.ts';
import { best, isTyped, type Reading, says, scoreOf, turn } from '../reading.ts';

/** Words, folded as the texts are, of forms in which somebody becomes known, and of forms in which somebody who is known comes in. */
const SIGN_UP =
  /sign[\s_-]?up|regist|create|join|enrol|new[\s_-]?(account|user|member|customer)|neu(es|er)? (konto|kunde)|inscri|anmeldung|crear|criar|nuev|nov[ao]|choose|регистр|создать/;
const LOG_IN = /log[\s_-]?in|sign[\s_-]?in|log[\s_-]?on|einlogg|anmelden|connexion|acceder|accedi|entrar|iniciar|вход|воити|логин/;
const NEW_PASSWORD =
  /new|confirm|conf|retype|re[\s_-]?enter|repeat|again|create|choose|verify|sign[\s_-]?up|regist|wiederhol|bestatig|neues|confirmer|nouveau|repetir|repita|nueva|ripeti|conferma|nuova|nova|повтор|подтверд|новыи/;

/** Beside these, an e-mail address and a password make somebody known. */
const INTRODUCES: ReadonlySet<Claim> = new Set<Claim>([
  'firstName',
  'lastName',
  'fullName',
  'birthday',
  'birthdayDay',
  'birthdayYear',
  'company',
  'street',
  'city',
  'postalCode',
  'country',
  'consent',
  'salutation',
]);

/** A number that somebody has somewhere; people log in with some of them. */
const NUMBER =
  /number|num\b|\bno\b|nummer|\bnr\b|numero|numer|номер|番号|member(ship)?[\s_-]?(id|no)|(customer|client|account|loyalty)[\s_-]?(id|no)/;
/** What shops let people call an address they keep. */
const NAME_OF_ADDRESS = /\balias\b/;
/** Numbers of businesses, which nobody logs in with. */
const OF_BUSINESSES = /\b(vat|tva|iva|ust|tax|siret|siren|cnpj|cif)\b|umsatzsteuer|инн/;
/** How much it says that nothing else is asked for. */
const ALONE = 1.2;
/** How far a password is from the name it belongs to. */
const REACH = 2;

/**
 * What people log in with stands right before the password, whatever it is called: an e-mail address there is the
 * account's name. In a form in which they sign up it is an e-mail address to write to.
 */
export function readAccounts(form: readonly Reading[]): void {
  const fields = form.filter((reading) => isTyped(reading) || best(reading) === 'password');
  const isPassword = fields.map((reading) => best(reading) === 'password');
  if (!isPassword.includes(true)) return readWithoutPassword(fields);
  let start = 0;
  for (let at = 0; at < fields.length; at += 1) {
    if (isPassword[at] !== true) continue;
    let end = at + 1;
    while (isPassword[end] === true) end += 1;
    const isLast = !isPassword.includes(true, end);
    readOne(fields.slice(start, at), fields.slice(at, end), isLast ? neighboursAfter(form, fields[end - 1]) : []);
    start = end;
    at = end - 1;
  }
}

function neighboursAfter(form: readonly Reading[], last: Reading | undefined): readonly Reading[] {
  return last === undefined ? [] : form.slice(form.indexOf(last) + 1);
}

function readOne(head: readonly Reading[], passwords: readonly Reading[], tail: readonly Reading[]): void {
  const near = head.slice(-REACH).toReversed();
  const named = near.find((reading) => couldLogIn(reading));
  if (named === undefined) return;
  const [emails, names] = [head.filter((reading) => best(reading) === 'email'), head.filter((reading) => best(reading) === 'username')];
  const around = [...head, ...passwords];
  const isNew = passwords.length > 1 || passwords.some((reading) => says(reading, NEW_PASSWORD) || hasToken(reading, 'new-password'));
  const isKnown =
    passwords.some((reading) => hasToken(reading, 'current-password')) || [named, ...passwords].some((reading) => says(reading, LOG_IN));
  const introduces = [...head, ...tail].some((reading) => reading !== named && INTRODUCES.has(best(reading) ?? 'choice'));
  const signsUp =
    isNew || introduces || around.some((reading) => says(reading, SIGN_UP)) || emails.length > 1 || (emails.length > 0 && names.length > 0);
  // Nobody signs up by "e-mail or username": there the address becomes the name.
  for (const reading of signsUp ? head : [])
    if (scoreOf(reading, 'username') > 0 && isCalledEmail(reading)) turn(reading, 'username', 'email', 'signing up', 1.2);
  const claim = best(named);
  // Who signs up by an e-mail address or a name says in the field before the password something else.
  if (signsUp && (claim !== undefined || emails.length > 0 || names.length > 0)) return;
  if (!signsUp && head.length === REACH) head.filter((reading) => best(reading) === undefined && reading !== named).forEach(toPart);
  turn(
    named,
    claim ?? 'username',
    'username',
    'the password after it',
    claim === undefined || claim === 'username' ? 3 : isKnown ? 2.5 : 1.2,
  );
}

/** Some log-ins ask for the name first and for the password on the next page. Elsewhere "userName" is the name of a person. */
function readWithoutPassword(fields: readonly Reading[]): void {
  for (const reading of fields) {
    if (best(reading) === 'username' && isCalledName(reading)) turn(reading, 'username', 'fullName', 'no password in the form', 1);
  }
  const introduces = fields.some((reading) => INTRODUCES.has(best(reading) ?? 'choice') || best(reading) === 'cardNumber');
  for (const reading of introduces ? fields : [])
    if (best(reading) === 'username' && (says(reading, NUMBER) || says(reading, NAME_OF_ADDRESS)))
      turn(reading, 'username', 'choice', 'no password in the form', 1);
  const [only, ...others] = fields;
  if (only === undefined || others.length > 0) return;
  if (scoreOf(only, 'username') > 0)
    only.evidence.push({ of: 'username', where: 'neighbours', seen: 'nothing else in the form', weight: ALONE });
  const isLogIn =
    says(only, LOG_IN) || only.evidence.some(({ of, where, weight }) => of === 'username' && where !== 'neighbours' && weight >= 2);
  if (best(only) === 'email' && isLogIn && !says(only, SIGN_UP)) turn(only, 'email', 'username', 'its name', 1.2);
  // The number of a citizen alone asks who comes in.
  if (best(only) === 'taxId' && !says(only, OF_BUSINESSES)) turn(only, 'taxId', 'username', 'nothing else in the form', ALONE);
}

/** Banks ask for a branch and for an account. */
function toPart(reading: Reading): void {
  reading.evidence.push({ of: 'username', where: 'neighbours', seen: 'the password after it', weight: ALONE + 1 });
}

/** Whether people are told that it is an e-mail address, and nothing else. */
function isCalledEmail({ evidence, field }: Reading): boolean {
  if (/^\W*e-?mail/i.test(field.label ?? '')) return true;
  return evidence.some(({ of, where, weight }) => of === 'email' && (where === 'label' || where === 'placeholder') && weight >= 2);
}

function isCalledName({ evidence }: Reading): boolean {
  return evidence.some(({ of, where }) => of === 'fullName' && (where === 'label' || where === 'placeholder'));
}

function couldLogIn(reading: Reading): boolean {
  // The browser is told that it is what people are called.
  if (hasToken(reading, 'name')) return false;
  const claim = best(reading);
  if (claim === undefined || claim === 'email' || claim === 'phone' || claim === 'cardNumber' || claim === 'username' || claim === 'taxId')
    return true;
  // A bare "name" or "ID" before a password.
  return scoreOf(reading, claim) < 3.5 && !['lastName', 'firstName', 'search', 'captcha', 'code', 'honeypot'].includes(claim);
}

function hasToken({ field }: Reading, token: string): boolean {
  return (field.autocomplete ?? '').toLowerCase().split(/\s+/).includes(token);
}
