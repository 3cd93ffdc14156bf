// `npm run translations -w packages/shopify-app`: brings panel/locales/*.json up to date with what the panel says. What is
// new and the WordPress plugin says too is taken from there; the rest is named, for a person to fill in; what nobody says
// any more goes. With --check it changes nothing and fails where something is out of date or not translated.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { collectTexts, type Text } from './collect-texts.ts';
import { locales, wordpress } from './paths.ts';

const Catalogue = z.record(z.string(), z.union([z.string(), z.tuple([z.string(), z.string()])]));
type Catalogue = z.infer<typeof Catalogue>;
/** What its own script compiled: each text with its one or two forms, beside a header. */
const WordPress = z.object({ locale_data: z.object({ messages: z.record(z.string(), z.unknown()) }) });
type Said = Catalogue[string];

const LANGUAGES = { de: 'de_DE', fr: 'fr_FR' } as const;
type Language = keyof typeof LANGUAGES;

const texts = collectTexts();
const problems = (Object.keys(LANGUAGES) as Language[]).flatMap((language) =>
  process.argv[2] === '--check' ? check(language) : update(language),
);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${texts.length} texts, complete in ${Object.keys(LANGUAGES).join(' and ')}`);

function update(language: Language): string[] {
  const known = read(language);
  const elsewhere = fromWordPress(language);
  const wanted: Catalogue = {};
  for (const text of texts) {
    const said = [known[text.id], elsewhere.get(text.id)].find((candidate) => candidate !== undefined && fits(text, candidate));
    if (said !== undefined) wanted[text.id] = said;
  }
  writeFileSync(fileOf(language), render(wanted));
  return problemsOf(language, wanted);
}

function check(language: Language): string[] {
  const known = read(language);
  const ids = new Set(texts.map(({ id }) => id));
  const unused = Object.keys(known).filter((id) => !ids.has(id));
  return [
    ...problemsOf(language, known),
    ...unused.map((id) => `${language}: nobody says this any more: ${JSON.stringify(id)}`),
    ...(readFileSync(fileOf(language), 'utf8') === render(known)
      ? []
      : [`${language}: run "npm run translations -w packages/shopify-app"`]),
  ];
}

function problemsOf(language: Language, known: Catalogue): string[] {
  return texts.flatMap((text) => {
    const said = known[text.id];
    if (said === undefined || !fits(text, said)) return [`${language}: not translated: ${JSON.stringify(text.id)}`];
    return hasPlaceholders(text, said) ? [] : [`${language}: other placeholders than the English: ${JSON.stringify(text.id)}`];
  });
}

/** Two forms where something is counted, else one; none of them empty. */
function fits({ plural }: Text, said: Said): boolean {
  return plural === undefined ? typeof said === 'string' && said !== '' : Array.isArray(said) && said.every((form) => form !== '');
}

/** `{count}` has to survive a translation. A singular may spell its number out. */
function hasPlaceholders({ id, plural }: Text, said: Said): boolean {
  const of = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted().join(' ');
  const forms = Array.isArray(said) ? said : [said];
  const most = of(plural ?? id);
  return forms.every((form, index) => of(form) === most || (plural !== undefined && index === 0 && of(form) === of(id)));
}

function fromWordPress(language: Language): Map<string, Said> {
  const file = join(wordpress, `handoff-${LANGUAGES[language]}-handoff-panel.json`);
  const { messages } = WordPress.parse(JSON.parse(readFileSync(file, 'utf8'))).locale_data;
  return new Map(
    Object.entries(messages).flatMap(([id, said]) => {
      const forms = z.array(z.string()).safeParse(said);
      const [one, several] = forms.data ?? [];
      if (one === undefined) return [];
      return [[id, several === undefined ? one : ([one, several] satisfies Said)] as const];
    }),
  );
}

function read(language: Language): Catalogue {
  return Catalogue.parse(JSON.parse(readFileSync(fileOf(language), 'utf8')));
}

function render(catalogue: Catalogue): string {
  const inOrder = Object.fromEntries(Object.entries(catalogue).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(inOrder, null, 1)}\n`;
}

function fileOf(language: Language): string {
  return join(locales, `${language}.json`);
}
