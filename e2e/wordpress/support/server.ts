import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Client, createClient } from '@handoff/shared/api';
import { makeSecrets } from '../../../packages/server/demo/secrets.ts';
import { type DemoTwins, startTwins } from '../../../packages/server/demo/twins.ts';
import { type Group, ownFolder, startGroup } from './processes.ts';
import { workspaceFile } from './workspace.ts';

const run = promisify(execFile);
const CLI = join(import.meta.dirname, '../../../packages/server/src/cli/main.ts');
const NODE = ['--conditions=source', CLI];

/** A real Handoff server: a process of its own with a SQLite file, and the vendors' twins behind it. */
export interface RealServer {
  url: string;
  client: Client;
  workspaceId: string;
  twins: DemoTwins;
  /** What the owner copies from the server and pastes into the plugin. */
  connectionCode: () => Promise<string>;
  /** Ends the process at once, as a crash would. Its data and its address stay. */
  crash: () => Promise<void>;
  /** Starts it again where it was. */
  start: () => Promise<void>;
  /** What all its processes so far wrote. */
  log: () => string;
  /** Ends everything and removes the data. */
  close: () => Promise<void>;
}

export interface ServerOptions {
  /** `hubspot`: a HubSpot connection, and published flows that make a contact of everyone. `empty`: an owner's first day. */
  workspace?: 'hubspot' | 'empty';
  /** What sites are told to call, where something stands before the server. */
  publicUrl?: string;
}

export async function startServer({ workspace = 'hubspot', publicUrl }: ServerOptions = {}): Promise<RealServer> {
  const { folder, remove } = await ownFolder('handoff-server-');
  const keys = makeSecrets();
  const twins = await startTwins(keys);
  const environment = (port: string): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    HANDOFF_DATA_DIR: folder,
    HANDOFF_PORT: port,
    ...(publicUrl === undefined ? {} : { HANDOFF_PUBLIC_URL: publicUrl }),
    HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true',
    HANDOFF_ALLOW_BASE_URL_OVERRIDE: 'true',
    ...keys,
  });
  const command = async (...args: string[]) => (await run(process.execPath, [...NODE, ...args], { env: environment('0') })).stdout;

  let group: Group | undefined;
  let earlier = '';
  const serve = async (port: string): Promise<string> => {
    group = startGroup(process.execPath, [...NODE, 'serve'], { env: environment(port) });
    const [, url = ''] = await group.says(/listens on (http:\/\/[\w.:[\]]+)/);
    return url;
  };
  const crash = async () => {
    await group?.stop();
    earlier += group?.log() ?? '';
    group = undefined;
  };
  const close = async () => {
    await crash();
    await twins.close();
    await remove();
  };

  try {
    const url = await serve('0');
    const token = (await command('token', 'create', '--name', 'e2e')).trim();
    const client = createClient({ baseUrl: url, token: () => token });
    const { id: workspaceId } = await client('createWorkspace', { body: { name: 'Bloom & Steep' } });
    if (workspace === 'hubspot') {
      const file = join(folder, 'workspace.json');
      await writeFile(file, JSON.stringify(workspaceFile(twins.origins.hubspot)));
      await command('apply', file);
    }
    return {
      url,
      client,
      workspaceId,
      twins,
      connectionCode: async () => (await client('createConnectionCode', { params: { workspaceId } })).code,
      crash,
      start: async () => void (await serve(new URL(url).port)),
      log: () => earlier + (group?.log() ?? ''),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
