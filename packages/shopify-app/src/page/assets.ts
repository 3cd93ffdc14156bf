import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ShopifyConfig } from '../config.ts';

/** The panel's files that the page names, relative to the built panel. */
export interface PanelFiles {
  script: string;
  /** What the script needs at once, so that the browser asks for it without reading the script first. */
  preload: string[];
  styles: string[];
}

const Chunk = z.object({
  file: z.string(),
  isEntry: z.boolean().optional(),
  css: z.array(z.string()).optional(),
  imports: z.array(z.string()).optional(),
});
type Chunk = z.infer<typeof Chunk>;
/** Vite's manifest: source file → what it became. */
const Manifest = z.record(z.string(), Chunk);
type Manifest = z.infer<typeof Manifest>;

/** From here both as source and built. */
const DEFAULT_DIR = new URL('../../dist/panel/', import.meta.url);
const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
  woff2: 'font/woff2',
};

/** What the page has to name for a person of this language (`de-AT`); undefined where the panel was not built. */
export async function readPanelFiles(config: ShopifyConfig, locale: string): Promise<PanelFiles | undefined> {
  const text = await read(config, 'manifest.json');
  if (text === undefined) return undefined;
  const manifest = Manifest.parse(JSON.parse(text.toString('utf8')));
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry === true);
  if (entry === undefined) return undefined;
  const needed = importsOf(manifest, entry);
  // English texts are in the code; others are in a file that the panel waits for before it shows anything.
  const texts = manifest[`locales/${locale.replace(/-.*/, '')}.json`];
  return {
    script: entry.file,
    preload: [...needed, ...(texts === undefined ? [] : [texts])].map(({ file }) => file),
    styles: [...new Set([entry, ...needed].flatMap(({ css }) => css ?? []))],
  };
}

/** What a chunk imports, and what that imports: a style sheet belongs to whichever chunk needs it. */
function importsOf(manifest: Manifest, chunk: Chunk, seen = new Set<Chunk>()): Chunk[] {
  for (const name of chunk.imports ?? []) {
    const imported = manifest[name];
    if (imported === undefined || seen.has(imported)) continue;
    seen.add(imported);
    importsOf(manifest, imported, seen);
  }
  return [...seen];
}

/** One of the panel's files by its hashed name; undefined where there is none. */
export async function readAsset(config: ShopifyConfig, name: string): Promise<{ body: Uint8Array<ArrayBuffer>; type: string } | undefined> {
  const type = TYPES[/^[\w-][\w.-]*\.(\w+)$/.exec(name)?.[1] ?? ''];
  const body = type === undefined ? undefined : await read(config, `assets/${name}`);
  return type === undefined || body === undefined ? undefined : { body: new Uint8Array(body), type };
}

async function read(config: ShopifyConfig, path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(new URL(path, config.panelDir ?? DEFAULT_DIR));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}
