import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Liquid, type TagToken, Tokenizer, type TopLevelToken, Value, Tag, type Context, type Emitter, type Template } from 'liquidjs';
import { z } from 'zod';

const EXTENSION = fileURLToPath(new URL('../../extensions/handoff-storefront/', import.meta.url));

/** A file of the theme extension. */
export function extensionFile(path: string): string {
  return readFileSync(EXTENSION + path, 'utf8');
}

const Schema = z.object({
  name: z.string(),
  target: z.string(),
  javascript: z.string(),
  settings: z.array(z.looseObject({ id: z.string().optional(), default: z.union([z.string(), z.boolean()]).optional() })),
});

/** What a block declares of itself. */
export function blockSchema(block: string): z.infer<typeof Schema> {
  const source = extensionFile(`blocks/${block}.liquid`);
  return Schema.parse(JSON.parse(/\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(source)?.[1] ?? ''));
}

/** The words of a locale file, by their dotted keys. */
export function words(file: string): Map<string, string> {
  const flat = (value: unknown, path: string): [string, string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(value as object).flatMap(([key, part]) => flat(part, path === '' ? key : `${path}.${key}`));
  return new Map(flat(JSON.parse(extensionFile(`locales/${file}.json`)), ''));
}

export interface BlockState {
  settings?: Record<string, string | boolean>;
  locale?: 'en' | 'de' | 'fr';
  form?: Record<string, unknown>;
}

/**
 * Renders a block of the theme extension. Shopify's own tags and filters are imitated as far as the blocks use them: the markup
 * around a form is what a shop's page holds.
 */
export function renderBlock(block: string, { settings = {}, locale = 'en', form = {} }: BlockState = {}): string {
  const file = locale === 'en' ? 'en.default' : locale;
  const schemaWords = words(`${file}.schema`);
  const defaults = blockSchema(block).settings.flatMap(({ id, default: value }) =>
    id === undefined || value === undefined
      ? []
      : [[id, typeof value === 'string' && value.startsWith('t:') ? schemaWords.get(value.slice(2)) : value] as const],
  );
  const globals = { block: { id: 'A1', shopify_attributes: '', settings: { ...Object.fromEntries(defaults), ...settings } }, form };
  return String(engine(words(file)).parseAndRenderSync(extensionFile(`blocks/${block}.liquid`), globals, { globals }));
}

function engine(texts: Map<string, string>): Liquid {
  const liquid = new Liquid({ root: [`${EXTENSION}snippets`], extname: '.liquid', strictFilters: true });
  liquid.registerFilter('t', (key: string) => {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`no words for ${key}`);
    return text;
  });
  liquid.registerTag('form', FormTag);
  liquid.registerTag('schema', SchemaTag);
  return liquid;
}

/** `{% form 'contact', id: uid %}`: Shopify writes the form's element and the hidden fields its own handler reads. */
class FormTag extends Tag {
  readonly #type: string;
  readonly #attributes: [string, Value][];
  readonly #content: Template[] = [];

  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid);
    this.#type = /'(\w+)'/.exec(token.args)?.[1] ?? '';
    this.#attributes = [...token.args.matchAll(/([\w-]+):\s*('[^']*'|[\w.]+)/g)].map(([, name, value]) => [
      name as string,
      new Value(new Tokenizer(value as string).readFilteredValue(), liquid),
    ]);
    const stream = liquid.parser.parseStream(rest).on('template', (template: Template) => void this.#content.push(template));
    stream.on('tag:endform', () => void stream.stop()).start();
  }

  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const attributes: Record<string, unknown> = {};
    for (const [name, value] of this.#attributes) attributes[name] = yield value.value(context, false);
    const text = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`);
    emitter.write(`<form method="post" action="/contact#${String(attributes['id'])}" accept-charset="UTF-8"${text.join('')}>`);
    emitter.write(`<input type="hidden" name="form_type" value="${this.#type}"><input type="hidden" name="utf8" value="✓">`);
    yield this.liquid.renderer.renderTemplates(this.#content, context, emitter);
    emitter.write('</form>');
  }
}

class SchemaTag extends Tag {
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid);
    while (rest.shift()?.getText() !== '{% endschema %}' && rest.length > 0);
  }
  override render(): void {}
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
