import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DestinationDefinition } from '../../packages/server/src/destinations/kit/types.ts';
import { destinations } from '../../packages/server/src/destinations/registry.ts';
import { examplesOf } from '../../packages/server/src/destinations/testing/examples-of.ts';
import { erasingText } from './erasing.ts';
import { connectorIndex, connectorPage } from './page.ts';
import { signOffPage } from './sign-off.ts';

export const CONNECTORS_DIR = join(import.meta.dirname, '../../docs/connectors');

/** Every file of docs/connectors with its text, made from the registry. */
export async function connectorPages(): Promise<Map<string, string>> {
  const definitions = Object.values(destinations).toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
  const pages = new Map([
    ['README.md', connectorIndex(definitions)],
    ['sign-off.md', await signOffPage(definitions)],
  ]);
  for (const definition of definitions) pages.set(`${definition.type}.md`, await pageOf(definition));
  return pages;
}

/** The files that are not as they should be: changed, missing or of no destination any more. */
export async function stalePages(pages: Map<string, string>, folder: string): Promise<string[]> {
  const there = await readdir(folder).catch(() => []);
  const stale: string[] = [];
  for (const name of new Set([...pages.keys(), ...there])) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text !== pages.get(name)) stale.push(name);
  }
  return stale;
}

async function pageOf(definition: DestinationDefinition): Promise<string> {
  const [example] = await examplesOf(definition.type);
  if (example === undefined) throw new Error(`${definition.type} has no example.`);
  const limits = example.definition.limits(example.definition.settings.parse(example.settings));
  return connectorPage(definition, { limits, erasing: await erasingText(example) });
}
