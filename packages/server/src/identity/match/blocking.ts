import type { Profile } from './contact.ts';
import { phoneTail } from './phone-clues.ts';

/**
 * What two contacts must share at least one of to be compared at all. Strong keys may link; weak ones only bring
 * together what could be suggested. The prefix names the kind: `x:` id, `m:` mailbox, `p:` last digits of the phone.
 */
export function strongKeys(profile: Profile): string[] {
  const keys = profile.externalIds.map((id) => `x:${id}`);
  if (profile.mailbox !== undefined && !profile.role) keys.push(`m:${profile.mailbox}`);
  if (profile.phone !== undefined) keys.push(`p:${phoneTail(profile.phone)}`);
  return keys;
}

/** Shorter local parts (`info2`, `anna`) are many people's. */
const LOCAL_PART_TELLS = 6;

export function weakKeys(profile: Profile): string[] {
  const keys = new Set<string>();
  if (profile.meant !== undefined && profile.meant !== profile.mailbox) keys.add(`m:${profile.meant}`);
  if (profile.skeleton !== undefined && profile.skeleton.length >= LOCAL_PART_TELLS && !profile.role) keys.add(`l:${profile.skeleton}`);
  const { words } = profile.name;
  const codes = words.map(soundCode);
  words.forEach((_, i) => {
    words.forEach((other, j) => i !== j && keys.add(`n:${codes[i]}${other[0]}`));
    for (const place of [profile.postcode, profile.organisation, profile.city]) if (place !== undefined) keys.add(`c:${place}:${codes[i]}`);
  });
  if (profile.birthDate !== undefined) keys.add(`b:${profile.birthDate}`);
  if (profile.nationalId !== undefined) keys.add(`i:${profile.nationalId}`);
  for (const key of addressKeys(profile)) keys.add(key);
  return [...keys];
}

/** By what a stored contact is found: as few as find most, because every contact has to keep them. */
export function storedKeys(profile: Profile): string[] {
  const keys = new Set(strongKeys(profile));
  if (profile.meant !== undefined && !profile.role) keys.add(`m:${profile.meant}`);
  if (profile.skeleton !== undefined && profile.skeleton.length >= LOCAL_PART_TELLS && !profile.role) keys.add(`l:${profile.skeleton}`);
  // Of a desk's colleagues one may be meant; and what was said under its address must be found again.
  if (profile.role) keys.add(`r:${profile.email}`);
  if (profile.name.words.length >= 2) keys.add(`w:${profile.name.words.map(soundCode).toSorted().slice(0, 4).join('.')}`);
  if (profile.nationalId !== undefined) keys.add(`i:${profile.nationalId}`);
  return [...keys];
}

/** A house number with one of what else tells where it is; any of them may be mistyped. */
function addressKeys({ street, postcode, city }: Profile): string[] {
  const number = street.find((word) => /^\d/.test(word));
  if (number === undefined) return [];
  const longest = street.reduce((long, word) => (word.length > long.length ? word : long), '');
  const places = [soundCode(longest), postcode, city === undefined ? undefined : soundCode(city)];
  return places.filter((place) => place !== undefined).map((place) => `a:${number}:${place}`);
}

const SOUNDS: Readonly<Record<string, string>> = { c: 'k', q: 'k', z: 's', x: 's', v: 'f', w: 'f', p: 'b', t: 'd', j: 'g', y: 'i', m: 'n' };

/** Words that sound alike or differ by a vowel have one code: first letter and the next three consonants, each sound once. */
export function soundCode(word: string): string {
  let code = '';
  for (const letter of word.replace(/ph/g, 'f').replace(/[hw]/g, '')) {
    const sound = SOUNDS[letter] ?? letter;
    if (code === '') code = sound;
    else if (!/[aeiou]/.test(sound) && sound !== code.at(-1)) code += sound;
    if (code.length === 4) break;
  }
  return code === '' ? word.slice(0, 4) : code;
}
