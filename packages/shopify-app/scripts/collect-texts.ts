import { globSync } from 'node:fs';
import { join } from 'node:path';
import { GettextExtractor, JsExtractors } from 'gettext-extractor';
import { SCOPES } from '../src/manifest/scopes.ts';
import { root } from './paths.ts';

/** A text that the panel says; with `plural` where it counts something. */
export interface Text {
  id: string;
  plural: string | undefined;
}

const FILES = ['packages/shopify-app/panel/src/**/*.{ts,tsx}', 'packages/shared/src/panel/**/*.ts'];

/** Every text of the panel and of what it shares with WordPress' panel, by `t('…')` and `_n('…', '…', n)`, and what each scope is for. In order. */
export function collectTexts(): Text[] {
  const extractor = new GettextExtractor();
  const parser = extractor.createJsParser([
    JsExtractors.callExpression('t', { arguments: { text: 0 }, content: { trimWhiteSpace: false } }),
    JsExtractors.callExpression('_n', { arguments: { text: 0, textPlural: 1 } }),
  ]);
  for (const pattern of FILES) {
    for (const file of globSync(pattern, { cwd: root })) if (!file.endsWith('.test.ts')) parser.parseFile(join(root, file));
  }
  const said = extractor.getMessages().map(({ text, textPlural }) => ({ id: text ?? '', plural: textPlural ?? undefined }));
  const scopes = SCOPES.map(({ why }) => ({ id: why, plural: undefined }));
  return [...said, ...scopes].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
