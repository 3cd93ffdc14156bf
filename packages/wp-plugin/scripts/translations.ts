// `npm run translations -w packages/wp-plugin`: collects all texts into languages/handoff.pot, brings the .po files up to
// date (what is missing stays empty there, for a person to fill in) and compiles them. With --check it changes nothing and fails
// where something is out of date or not translated. With --compile DIR it only compiles, into that folder.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GetTextTranslations, mo, po } from 'gettext-parser';
import { collect, keyOf, type Text } from './collect.ts';
import { languages } from './paths.ts';

const LOCALES = { de_DE: 'nplurals=2; plural=(n != 1);', fr_FR: 'nplurals=2; plural=(n > 1);' } as const;
const PANEL = 'handoff-panel';

type Locale = keyof typeof LOCALES;
type Strings = string[];

const texts = collect();
const [mode, compiled = languages] = process.argv.slice(2);
if (mode === '--check') check();
else {
  if (mode !== '--compile') write();
  for (const locale of Object.keys(LOCALES) as Locale[]) compile(locale, compiled);
}

function write(): void {
  writeFileSync(potFile(), render(texts, undefined));
  for (const locale of Object.keys(LOCALES) as Locale[]) {
    const known = translated(locale);
    writeFileSync(poFile(locale), render(texts, locale, known));
    const missing = texts.filter((text) => !isComplete(text, known));
    console.log(`${locale}: ${texts.length - missing.length} of ${texts.length} texts translated`);
  }
}

function check(): void {
  const problems: string[] = [];
  if (!existsSync(potFile()) || readFileSync(potFile(), 'utf8') !== render(texts, undefined)) problems.push('handoff.pot is out of date');
  for (const locale of Object.keys(LOCALES) as Locale[]) {
    const known = translated(locale);
    if (!existsSync(poFile(locale)) || readFileSync(poFile(locale), 'utf8') !== render(texts, locale, known)) {
      problems.push(`handoff-${locale}.po is out of date`);
    }
    for (const text of texts) {
      if (!isComplete(text, known)) problems.push(`${locale}: not translated: ${JSON.stringify(text.id)}`);
      for (const wrong of wrongPlaceholders(text, known.get(keyOf(text)) ?? [])) {
        problems.push(`${locale}: other placeholders than the English: ${JSON.stringify(wrong)}`);
      }
    }
  }
  if (problems.length === 0) return console.log(`${texts.length} texts, complete in ${Object.keys(LOCALES).join(' and ')}`);
  console.error(`The translations are not as they should be (npm run translations -w packages/wp-plugin):\n  ${problems.join('\n  ')}`);
  process.exitCode = 1;
}

/** What WordPress reads: one file for PHP, one for the panel's scripts (all chunks, so that lazy ones are translated too). */
function compile(locale: Locale, to: string): void {
  const known = translated(locale);
  writeFileSync(join(to, `handoff-${locale}.mo`), mo.compile(po.parse(render(texts, locale, known))));
  const messages: Record<string, unknown> = {
    '': { domain: 'messages', lang: locale, 'plural-forms': LOCALES[locale] },
  };
  for (const text of texts.filter(({ js }) => js)) {
    const strings = known.get(keyOf(text));
    if (strings !== undefined) messages[text.context === '' ? text.id : keyOf(text)] = strings;
  }
  const jed = { domain: 'messages', locale_data: { messages } };
  writeFileSync(join(to, `handoff-${locale}-${PANEL}.json`), `${JSON.stringify(jed)}\n`);
}

function translated(locale: Locale): Map<string, Strings> {
  if (!existsSync(poFile(locale))) return new Map();
  const { translations } = po.parse(readFileSync(poFile(locale)));
  return new Map(
    Object.values(translations)
      .flatMap((byId) => Object.values(byId))
      .filter(({ msgstr }) => msgstr.every((text) => text !== ''))
      .map(({ msgid, msgctxt, msgstr }) => [keyOf({ id: msgid, context: msgctxt ?? '' }), msgstr]),
  );
}

function isComplete(text: Text, known: Map<string, Strings>): boolean {
  return known.get(keyOf(text))?.length === (text.plural === undefined ? 1 : 2);
}

/** `%d`, `%1$s` and `{count}` have to survive a translation, in any order. A singular may spell its number out. */
function wrongPlaceholders({ id, plural }: Text, strings: Strings): string[] {
  const of = (text: string) =>
    (text.match(/%(\d+\$)?[sd]|\{\w+\}/g) ?? [])
      .map((found) => found.replace(/^%\d+\$/, '%'))
      .toSorted()
      .join(' ');
  const most = of(plural ?? id);
  return strings.filter((text, index) => of(text) !== most && !(plural !== undefined && index === 0 && of(text) === of(id)));
}

function render(all: Text[], locale: Locale | undefined, known: Map<string, Strings> = new Map()): string {
  const headers: Record<string, string> = {
    'Project-Id-Version': 'Handoff',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Transfer-Encoding': '8bit',
    'X-Domain': 'handoff',
    ...(locale === undefined ? {} : { Language: locale, 'Plural-Forms': LOCALES[locale] }),
  };
  const translations: GetTextTranslations['translations'] = {};
  for (const text of all) {
    const { id, plural, context, comments, files } = text;
    const empty = plural === undefined ? [''] : ['', ''];
    (translations[context] ??= {})[id] = {
      msgid: id,
      ...(context === '' ? {} : { msgctxt: context }),
      ...(plural === undefined ? {} : { msgid_plural: plural }),
      msgstr: known.get(keyOf(text)) ?? empty,
      comments: { translator: '', reference: files.join('\n'), extracted: comments.join('\n'), flag: '', previous: '' },
    };
  }
  return `${po.compile({ charset: 'utf-8', headers, translations }, { foldLength: 0 }).toString('utf8')}\n`;
}

function potFile(): string {
  return join(languages, 'handoff.pot');
}

function poFile(locale: Locale): string {
  return join(languages, `handoff-${locale}.po`);
}
