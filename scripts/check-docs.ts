// Checks that what README.md and docs/ name is there: paths in links and backticks, and npm scripts; and that docs/capacity.md
// says what the saved benchmarks give.
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { isCapacityCurrent } from './capacity.ts';

export interface DocProblem {
  file: string;
  line: number;
  message: string;
}

const fence = /^\s*(```|~~~)/;
const link = /\]\(([^)\s]+)\)/g;
const inlineCode = /`([^`]+)`/g;
const npmScript = /\bnpm run ([\w:.-]+)/g;
const sourceFile = /^[\w.@-]+(\/[\w.@-]+)+\.(ts|tsx|js|json|sh|sql|php|toml|yaml|yml|md|txt)$/;
/** Made by a build or by running the server, so named rightly without being in the repository. */
const made = /(^|\/)(dist|node_modules|handoff-data)(\/|$)/;
const placeholder = /[<>*{}…]|NNNN/;

/** Everything that the Markdown files under `root` name and that is not there. */
export function checkDocs(root: string): DocProblem[] {
  const files = ['README.md', ...globSync('docs/**/*.md', { cwd: root }).toSorted()];
  const known = { folders: topFolders(root), scripts: npmScripts(root), bases: pathBases(root) };
  const problems = files.flatMap((file) =>
    existsSync(join(root, file))
      ? checkFile(root, file, known)
      : [{ file, line: 1, message: 'is not there, and every repository needs it' }],
  );
  return [...problems, ...unlistedDecisions(root)];
}

/** Decisions that their list does not name. */
function unlistedDecisions(root: string): DocProblem[] {
  const file = 'docs/adr/README.md';
  if (!existsSync(join(root, file))) return [];
  const list = readFileSync(join(root, file), 'utf8');
  const decisions = globSync('docs/adr/[0-9]*.md', { cwd: root }).map((path) => basename(path));
  return decisions.filter((name) => !list.includes(`](${name})`)).map((name) => ({ file, line: 1, message: `does not list ${name}` }));
}

interface Known {
  folders: Set<string>;
  scripts: Set<string>;
  bases: string[];
}

function checkFile(root: string, file: string, known: Known): DocProblem[] {
  const problems: DocProblem[] = [];
  let fenced = false;
  readFileSync(join(root, file), 'utf8')
    .split('\n')
    .forEach((text, index) => {
      const report = (message: string): void => void problems.push({ file, line: index + 1, message });
      if (fence.test(text)) {
        fenced = !fenced;
        return;
      }
      for (const [, name = ''] of text.matchAll(npmScript)) {
        if (!known.scripts.has(name)) report(`\`npm run ${name}\`: no package.json has this script`);
      }
      const words = fenced ? text.split(/\s+/) : [...text.matchAll(inlineCode)].flatMap(([, code = '']) => code.split(/\s+/));
      for (const word of words) {
        if (!isThere(root, file, word, known)) report(`\`${word}\` is not there`);
      }
      if (fenced) return;
      for (const [, target = ''] of text.matchAll(link)) {
        if (!isLinkThere(root, file, target)) report(`the link to ${target} leads nowhere`);
      }
    });
  return problems;
}

/** True also for a word that does not look like a path of this repository. */
function isThere(root: string, file: string, word: string, { folders, bases }: Known): boolean {
  const path = word
    .replace(/^\.\//, '')
    .replace(/[,;:.)]+$/, '')
    .replace(/:\d+$/, '')
    .replace(/\/$/, '');
  if (placeholder.test(path) || made.test(path) || path.startsWith('../') || !/^[\w.@-]+(\/[\w.@-]+)+$/.test(path)) return true;
  if (folders.has(path.split('/')[0]!)) return existsSync(join(root, path));
  // Short names such as `destinations/kit/types.ts` stand for a path inside a package or beside the page.
  return !sourceFile.test(path) || [...bases, dirname(file)].some((base) => existsSync(join(root, base, path)));
}

function isLinkThere(root: string, file: string, target: string): boolean {
  if (/^([a-z][a-z+.-]*:|#)/i.test(target)) return true;
  const path = normalize(join(dirname(file), decodeURI(target.replace(/[#?].*$/, ''))));
  return path.startsWith('..') || existsSync(join(root, path));
}

const packageFiles = (root: string): string[] => ['package.json', ...globSync('packages/*/package.json', { cwd: root })];

function topFolders(root: string): Set<string> {
  const entries = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Set(entries.map((entry) => entry.name).filter((name) => name !== '.git' && name !== 'node_modules'));
}

function npmScripts(root: string): Set<string> {
  const scripts = packageFiles(root).map(
    (file) => (JSON.parse(readFileSync(join(root, file), 'utf8')) as { scripts?: object }).scripts ?? {},
  );
  return new Set(scripts.flatMap((entry) => Object.keys(entry)));
}

const pathBases = (root: string): string[] => [
  'docs',
  ...packageFiles(root)
    .slice(1)
    .flatMap((file) => [dirname(file), join(dirname(file), 'src')]),
];

if (import.meta.main) {
  const problems = checkDocs(join(import.meta.dirname, '..'));
  for (const { file, line, message } of problems) console.error(`${file}:${line} ${message}`);
  if (!isCapacityCurrent()) {
    console.error('docs/capacity.md is not what bench/results/bench.json gives. Compute it anew: node scripts/capacity.ts');
    process.exitCode = 1;
  }
  if (problems.length > 0) process.exitCode = 1;
  if (process.exitCode !== 1)
    console.log('docs: every path and npm script they name is there, and the capacity page is that of the benchmarks');
}
