import { po } from 'gettext-parser';

/** Stands between a text's context and the text, as gettext's readers expect. */
const CONTEXT_END = '\u0004';
/** Where PHP alone says a text, the panels have no use for it. */
const SAID_BY_SCRIPTS = /\.tsx?$/m;

/**
 * The texts of the plugin's panel in one of its languages: each English text with its one or two forms. From the file its
 * translators work in, which is always there, and not from what the plugin's own build makes of it.
 *
 * @param file What stands in a `.po` file.
 */
export function pluginTexts(file: string): Record<string, string[]> {
  const texts = Object.values(po.parse(file).translations).flatMap((byText) => Object.values(byText));
  return Object.fromEntries(
    texts
      .filter(({ comments, msgstr }) => SAID_BY_SCRIPTS.test(comments?.reference ?? '') && msgstr.every((form) => form !== ''))
      .map(({ msgctxt, msgid, msgstr }) => [msgctxt === undefined ? msgid : `${msgctxt}${CONTEXT_END}${msgid}`, msgstr]),
  );
}
