import { readFile } from 'node:fs/promises';

/** From here both as source and built: `npm run build` puts the console there. */
const BUILT = new URL('../../../dist/console/', import.meta.url);

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** The console's page; undefined where it was not built. */
export async function readPage(): Promise<string | undefined> {
  return (await read('index.html'))?.toString('utf8');
}

/** One of the console's files by its hashed name; undefined where there is none. */
export async function readAsset(name: string): Promise<{ body: Uint8Array<ArrayBuffer>; type: string } | undefined> {
  const type = TYPES[/^[\w-][\w.-]*\.(\w+)$/.exec(name)?.[1] ?? ''];
  const body = type === undefined ? undefined : await read(`assets/${name}`);
  return type === undefined || body === undefined ? undefined : { body: new Uint8Array(body), type };
}

async function read(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(new URL(path, BUILT));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}
