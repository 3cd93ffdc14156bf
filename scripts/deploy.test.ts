// Holds what deploy/ names against what is there: files that are copied, settings, the unit's own grammar.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { ConfigSchema } from '../packages/server/src/config/config.ts';

const root = join(import.meta.dirname, '..');
const page = (file: string): string => readFileSync(join(root, 'deploy', file), 'utf8');
const settings = new Set(Object.keys(ConfigSchema.shape));

describe('the Dockerfile', () => {
  const lines = page('Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const copies = lines.filter((line) => line.startsWith('COPY ')).map((line) => line.split(/\s+/).slice(1));

  test('copies what is there, and what its builds make', () => {
    const fromTree = copies.filter(([first]) => !first?.startsWith('--from')).flatMap((words) => words.slice(0, -1));
    expect(fromTree.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const made = copies.filter(([first]) => first === '--from=build').map((words) => words[1]?.replace('/handoff/', '') ?? '');
    expect(made.toSorted()).toEqual(['packages/server/dist', 'packages/shared/dist', 'packages/shopify-app/dist']);
  });

  test('installs with the manifest of every package, as the lockfile asks', () => {
    const manifests = globSync('packages/*/package.json', { cwd: root });
    for (const stage of ['AS build', 'AS modules']) {
      const from = lines.findIndex((line) => line.endsWith(stage));
      const until = lines.findIndex((line, index) => index > from && line.startsWith('RUN npm ci'));
      const copied = lines.slice(from, until).join('\n');
      expect(manifests.filter((manifest) => !copied.includes(`COPY ${manifest} `))).toEqual([]);
    }
  });

  test('sends nothing into the build that is not needed, and no secrets', () => {
    const [first, ...rest] = page('Dockerfile.dockerignore').trim().split('\n');
    expect(first).toBe('*');
    const letIn = rest.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const needed = copies
      .filter(([word]) => !word?.startsWith('--from'))
      .flatMap((words) => words.slice(0, -1).map((path) => path.replace(/\/.*/, '')));
    expect(letIn.toSorted()).toEqual([...new Set(needed)].toSorted());
    expect(rest).toEqual(expect.arrayContaining(['**/.env', '**/handoff-data', '**/node_modules']));
  });

  test('runs as somebody who is not root, from the production install that is checked', () => {
    expect(lines.findLast((line) => line.startsWith('USER '))).toBe('USER node');
    const install = 'npm ci --omit=dev --ignore-scripts --workspace packages/server --include-workspace-root=false';
    expect(lines.some((line) => line.includes(install))).toBe(true);
    expect(readFileSync(join(root, 'scripts/check-production-install.ts'), 'utf8')).toContain(
      `'--omit=dev', '--ignore-scripts', '--workspace', server`,
    );
  });
});

describe.each(['compose.sqlite.yaml', 'compose.postgres.yaml'])('%s', (file) => {
  interface Service {
    environment?: Record<string, string>;
    volumes?: string[];
    stop_grace_period?: string;
    networks?: { default: { ipv4_address: string } };
    image?: string;
  }
  const { services } = parseYaml(page(file), { merge: true }) as { services: Record<string, Service> };
  const servers = Object.values(services).filter(({ image }) => image === 'handoff');

  test('sets only what the server reads', () => {
    expect(servers.length).toBe(file.includes('postgres') ? 2 : 1);
    for (const { environment = {} } of servers) expect(Object.keys(environment).filter((name) => !settings.has(name))).toEqual([]);
  });

  test('gives a server the time it takes to stop', () => {
    for (const server of servers) expect(Number.parseInt(server.stop_grace_period ?? '0', 10)).toBeGreaterThan(5 + 20);
  });

  test('has an address for each of several servers, as nginx asks for them once', () => {
    const addresses = servers.map(({ networks }) => networks?.default.ipv4_address);
    expect(new Set(addresses).size).toBe(servers.length);
  });

  test('mounts what is there', () => {
    const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes.filter((volume) => volume.startsWith('./')));
    expect(mounted.filter((volume) => !existsSync(join(root, 'deploy', volume.split(':')[0] ?? '')))).toEqual([]);
  });
});

describe('the systemd units', () => {
  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

  test('name the program that is built, and leave it the time to stop', () => {
    const unit = page('handoff.service');
    expect(unit).toContain('packages/server/dist/cli/main.js serve');
    expect(readFileSync(join(root, 'packages/server/package.json'), 'utf8')).toContain('"handoff": "./dist/cli/main.js"');
    expect(Number(/TimeoutStopSec=(\d+)/.exec(unit)?.[1])).toBeGreaterThan(5 + 20);
    expect(unit).toMatch(/ProtectSystem=strict[^]*PrivateTmp=yes/);
  });

  test.skipIf(!hasSystemd)('are what systemd takes (skipped where there is no systemd-analyze)', () => {
    const units = globSync('deploy/*.{service,timer}', { cwd: root });
    expect(units).toHaveLength(3);
    execFileSync('systemd-analyze', ['verify', '--man=no', ...units], { cwd: root, stdio: 'pipe' });
  });
});
