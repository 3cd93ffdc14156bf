import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const TEMPLATE_DIR = join(import.meta.dirname, 'template');

export interface Scaffold {
  /** Folder name and registry key: `acme-crm`. */
  type: string;
  /** As people call the system: `Acme CRM`. */
  title: string;
  /** The folder that holds all destinations. */
  destinations: string;
  /** `2026-11-21` */
  date: string;
}

/** A wish that cannot be met, in words for whoever typed it. */
export class ScaffoldError extends Error {
  override readonly name = 'ScaffoldError';
}

/** Writes a destination that works against its own twin, and enters it into the registry. Answers the files written. */
export async function scaffold({ type, title, destinations, date }: Scaffold): Promise<string[]> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(type))
    throw new ScaffoldError(`"${type}" cannot be a destination's name. Use small letters, digits and hyphens, such as "acme-crm".`);
  if (!/^[\p{L}\p{N}][\p{L}\p{N} .&+-]*$/u.test(title))
    throw new ScaffoldError(`"${title}" cannot be a title. Use letters, digits and spaces.`);
  const folder = join(destinations, type);
  if (await exists(folder)) throw new ScaffoldError(`There is a destination called "${type}" already.`);

  const name = type.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const words: Record<string, string> = { type, name, Name: name.charAt(0).toUpperCase() + name.slice(1), Title: title, date };
  const filled = (text: string) => text.replaceAll(/__(type|name|Name|Title|date)__/g, (_, word: string) => words[word] ?? '');
  await mkdir(folder);
  const written: string[] = [];
  for (const file of await readdir(TEMPLATE_DIR)) {
    const target = join(folder, file.replace(/\.txt$/, '').replace(/^destination\./, `${type}.`));
    await writeFile(target, filled(await readFile(join(TEMPLATE_DIR, file), 'utf8')));
    written.push(target);
  }
  const registry = join(destinations, 'registry.ts');
  await writeFile(registry, register(await readFile(registry, 'utf8'), type, name));
  return [...written, registry];
}

/** The registry with one import and one line more. */
export function register(registry: string, type: string, name: string): string {
  const start = 'export const destinations: Record<string, DestinationDefinition> = {\n';
  const at = registry.indexOf(start);
  if (at === -1) throw new ScaffoldError('The registry does not look as expected. Enter the destination there by hand.');
  const entry = type === name ? `  ${name},\n` : `  '${type}': ${name},\n`;
  const end = registry.indexOf('};', at);
  return `import { ${name} } from './${type}/index.ts';\n${registry.slice(0, end)}${entry}${registry.slice(end)}`;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
