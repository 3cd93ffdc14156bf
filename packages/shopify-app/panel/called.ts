import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const read = (path: string): string[] => globSync(`${folder(path)}/**/*.{ts,tsx}`).map((file) => readFileSync(file, 'utf8'));

/**
 * The names that the panel has in quotes, among which are those of all endpoints it calls: its own, and those of the shared
 * files it uses something of. Much of what the panels share is for screens that only others have.
 */
export function calledEndpoints(): Set<string> {
  const used = read('src');
  let others = read('../../shared/src/panel');
  for (;;) {
    const words = new Set(used.flatMap((text) => text.match(/\w+/g) ?? []));
    const isUsed = (text: string) =>
      [...text.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].some(([, name]) => words.has(name ?? ''));
    const more = others.filter(isUsed);
    if (more.length === 0) break;
    used.push(...more);
    others = others.filter((text) => !isUsed(text));
  }
  return new Set(used.flatMap((text) => [...text.matchAll(/'(\w+)'/g)].map(([, name]) => name ?? '')));
}
