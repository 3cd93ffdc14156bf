import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { po } from 'gettext-parser';
import { GettextExtractor, JsExtractors } from 'gettext-extractor';
import { WP_Pot as PhpTexts } from 'wp-pot';
import { plugin, root } from './paths.ts';

/** A text to translate; `js` where the panel says it. */
export interface Text {
  id: string;
  plural: string | undefined;
  context: string;
  /** What translators should know. */
  comments: string[];
  files: string[];
  js: boolean;
}

/** Identifies a text in a catalogue. */
export const keyOf = ({ id, context }: Pick<Text, 'id' | 'context'>): string => `${context}\u0004${id}`;

/** Every text of the plugin and of what it shares with Shopify's panel, in the order of its key. */
export function collect(): Text[] {
  const texts = new Map<string, Text>();
  for (const text of [...phpTexts(), ...jsTexts()]) {
    const known = texts.get(keyOf(text));
    if (known === undefined) texts.set(keyOf(text), text);
    else {
      known.plural ??= text.plural;
      known.js ||= text.js;
      known.comments = [...new Set([...known.comments, ...text.comments])];
      known.files = [...new Set([...known.files, ...text.files])].toSorted();
    }
  }
  return [...texts.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function phpTexts(): Text[] {
  const src = ['handoff.php', 'includes/**/*.php'].map((pattern) => join(plugin, pattern));
  const pot = new PhpTexts({ php: { textdomain: 'handoff' }, pathsRelativeTo: root }).parse(src).generatePot();
  return Object.values(po.parse(pot).translations)
    .flatMap((byId) => Object.values(byId))
    .filter(({ msgid }) => msgid !== '')
    .map(({ msgid, msgid_plural: plural, msgctxt, comments }) => ({
      id: msgid,
      plural,
      context: msgctxt ?? '',
      comments: (comments?.extracted ?? '').split('\n').filter((line) => line !== ''),
      files: [...new Set((comments?.reference ?? '').split(/,\s*|\n/).map((reference) => reference.replace(/:\d+$/, '')))],
      js: false,
    }));
}

function jsTexts(): Text[] {
  const extractor = new GettextExtractor();
  const parser = extractor.createJsParser([
    JsExtractors.callExpression(['__', 't'], { arguments: { text: 0 }, content: { trimWhiteSpace: false } }),
    JsExtractors.callExpression('_x', { arguments: { text: 0, context: 1 } }),
    JsExtractors.callExpression('_n', { arguments: { text: 0, textPlural: 1 } }),
  ]);
  for (const pattern of ['packages/wp-plugin/src/**/*.{ts,tsx}', 'packages/shared/src/panel/**/*.ts']) {
    for (const file of globSync(pattern, { cwd: root })) if (!file.endsWith('.test.ts')) parser.parseFile(join(root, file));
  }
  return extractor.getMessages().map(({ text, textPlural, context, comments, references }) => ({
    id: text ?? '',
    plural: textPlural ?? undefined,
    context: context ?? '',
    comments,
    files: [...new Set(references.map((reference) => relative(root, reference.replace(/:\d+$/, ''))))],
    js: true,
  }));
}
