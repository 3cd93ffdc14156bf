import { setLocaleData } from '@wordpress/i18n';

/** The plugin's texts: each with its one or two forms. */
type PluginTexts = Record<string, string[]>;
/** The console's own: a text is one string; one with a number has the form for one and the form for several. */
type OwnTexts = Record<string, string | string[]>;

const CATALOGUES: Record<string, { plugin: () => Promise<{ default: PluginTexts }>; own: () => Promise<{ default: OwnTexts }> }> = {
  de: {
    plugin: () => import('@handoff/wp-plugin/languages/handoff-de_DE.po'),
    own: () => import('../../locales/de.json'),
  },
  fr: {
    plugin: () => import('@handoff/wp-plugin/languages/handoff-fr_FR.po'),
    own: () => import('../../locales/fr.json'),
  },
};

/** The page's language: the first of the browser's that there are texts in, as the server chooses for its own pages; else English. */
export function language(): string {
  const asked = navigator.languages.map((tag) => tag.split('-')[0] ?? '');
  return asked.find((one) => one === 'en' || one in CATALOGUES) ?? 'en';
}

/** Fetches the texts in the person's language; to be awaited before any screen is loaded. */
export async function loadLanguage(): Promise<void> {
  document.documentElement.lang = language();
  const load = CATALOGUES[language()];
  if (load === undefined) return;
  const [plugin, own] = await Promise.all([load.plugin(), load.own()]);
  const texts = {
    ...plugin.default,
    ...Object.fromEntries(Object.entries(own.default).map(([english, said]) => [english, Array.isArray(said) ? said : [said]])),
  };
  // Libraries from WordPress ask for theirs without a name: those that the plugin has translated are theirs too.
  for (const name of ['handoff', 'default']) setLocaleData(texts, name);
}
