import type { AnswerOf, endpoints } from '../../api/index.ts';
import { fill, type Translate } from '../translate.ts';

/** Two persons who may be one, as the server tells of them. */
export type SamePerson = AnswerOf<(typeof endpoints)['listSuggestions']>['items'][number];
type Person = SamePerson['a'];

/** What somebody is called in a list: their name, else their address or number. */
export function personName({ fields }: Person, t: Translate): string {
  const { name, firstName, lastName, email, phone } = fields;
  const whole = name?.value ?? [firstName?.value, lastName?.value].filter((part) => part !== undefined).join(' ');
  return [whole, email?.value, phone?.value].find((text) => text !== undefined && text !== '') ?? t('Somebody without a name');
}

/** Both, or the one they have become. */
export function personsOf({ a, b }: Pick<SamePerson, 'a' | 'b'>): Person[] {
  return a.id === b.id ? [a] : [a, b];
}

/** What both are called, told apart by what reaches them where they go by the same name. */
export function pairNames({ a, b }: Pick<SamePerson, 'a' | 'b'>, t: Translate): { a: string; b: string } {
  const names = { a: personName(a, t), b: personName(b, t) };
  if (names.a !== names.b) return names;
  const apart = (name: string, { fields: { email, phone } }: Person) => {
    const reach = email?.value ?? phone?.value ?? '';
    return reach === '' || reach === name ? name : `${name} (${reach})`;
  };
  return { a: apart(names.a, a), b: apart(names.b, b) };
}

/** What a pair is called. */
export function pairTitle(pair: Pick<SamePerson, 'a' | 'b'>, t: Translate): string {
  return pair.a.id === pair.b.id ? personName(pair.a, t) : fill(t('{a} and {b}'), pairNames(pair, t));
}

/** Which pairs may be shown. */
export function suggestionStates(t: Translate): { value: SamePerson['state']; label: string }[] {
  return [
    { value: 'open', label: t('To decide') },
    { value: 'accepted', label: t('Said to be one person') },
    { value: 'rejected', label: t('Said to be two persons') },
  ];
}

/** What is known of somebody, for people to compare. */
export function personFacts({ fields }: Person, t: Translate): { label: string; value: string }[] {
  const labels = fieldWords(t);
  const order = ['email', 'phone', 'company', 'street', 'postcode', 'city', 'country', 'birthDate'] as const;
  return order.flatMap((field) => {
    const value = fields[field]?.value;
    return value === undefined || value === '' ? [] : [{ label: labels[field] ?? field, value }];
  });
}

function fieldWords(t: Translate): Record<string, string> {
  return {
    name: t('Name'),
    email: t('E-mail'),
    phone: t('Phone'),
    company: t('Company'),
    street: t('Street'),
    postcode: t('Postal code'),
    city: t('City'),
    country: t('Country'),
    birthDate: t('Date of birth'),
    // Told by the domain of the address, too.
    organisation: t('Company or e-mail domain'),
    region: t('State or region'),
    nationalId: t('Number from an authority'),
  };
}

/** How likely it is that they are one. */
export function likelyWords({ score }: Pick<SamePerson, 'score'>, t: Translate): string {
  return fill(t('{percent} % likely the same'), { percent: Math.min(99, Math.round(score * 100)) });
}

/** What speaks for it and what against it, the weightiest first. */
export function clueWords({ reasons }: Pick<SamePerson, 'reasons'>, t: Translate): { isFor: boolean; text: string }[] {
  const labels = fieldWords(t);
  return reasons
    .filter(({ field, weight }) => field !== 'prior' && weight !== 0)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, 5)
    .map(({ field, level, weight }) => ({
      isFor: weight > 0,
      text: field === 'rarity' ? rarity(weight, t) : agreement(labels[field] ?? field, level, weight, t),
    }));
}

function rarity(weight: number, t: Translate): string {
  return weight > 0 ? t('they share a rare name') : t('the name they share is a common one');
}

function agreement(field: string, level: string, weight: number, t: Translate): string {
  if (level === 'same') return fill(t('{field}: the same'), { field });
  return weight > 0 ? fill(t('{field}: much alike'), { field }) : fill(t('{field}: different'), { field });
}
