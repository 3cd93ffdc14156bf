import { fill, type Translate } from '@handoff/shared/panel';

/** A text is one string; one with a number has the form for one and the form for several. */
type Catalogue = Record<string, string | string[]>;

const CATALOGUES: Record<string, () => Promise<{ default: Catalogue }>> = {
  de: () => import('../../locales/de.json'),
  fr: () => import('../../locales/fr.json'),
};

let catalogue: Catalogue = {};
let plural = new Intl.PluralRules('en');

/** The merchant's language in Shopify's admin, with its region: what dates and numbers are written by. */
export const locale = (): string => new URLSearchParams(location.search).get('locale') ?? shopify.config.locale ?? 'en';

/** Fetches the texts in the merchant's language. Without them the panel speaks English. */
export async function loadLanguage(): Promise<void> {
  const language = locale().split('-')[0] ?? 'en';
  const load = CATALOGUES[language];
  if (load === undefined) return;
  catalogue = (await load()).default;
  plural = new Intl.PluralRules(language);
  document.documentElement.lang = language;
}

/** Says an English text in the merchant's language. */
export const t: Translate = (english) => {
  const found = catalogue[english];
  return typeof found === 'string' ? found : english;
};

/** The same for a text with a number: `fill(_n('{count} event', '{count} events', n), { count: n })`. */
function numbered(one: string, several: string, count: number): string {
  const found = catalogue[one];
  const forms = Array.isArray(found) ? found : [one, several];
  return forms[plural.select(count) === 'one' ? 0 : 1] ?? several;
}

export { fill, numbered as _n };
