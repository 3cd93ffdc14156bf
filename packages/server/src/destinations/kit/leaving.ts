import type { Language } from '../../words/language.ts';
import type { Leaving } from './types.ts';

/** How to leave a destination, in a language; in English where the destination says it in no other. */
export function leavingIn(language: Language, { in: others, ...english }: Leaving): Omit<Leaving, 'in'> {
  return { ...english, ...(language === 'en' ? {} : others?.[language]) };
}
