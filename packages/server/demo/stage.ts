import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@handoff/shared/api';
import { z } from 'zod';
import { type DemoSecrets, makeSecrets } from './secrets.ts';
import { createHandoff, type Handoff } from './server.ts';
import { type DemoShop, openDemoShop } from './shop.ts';
import { pairSite, type Site } from './sites.ts';
import { type DemoTwins, startTwins } from './twins.ts';
import type { Voice } from './voice.ts';

/** Everything the story needs, running. */
export interface Stage {
  directory: string;
  url: string;
  token: string;
  workspaceId: string;
  client: Client;
  handoff: Handoff;
  twins: DemoTwins;
  site: Site;
  /** Undefined where Shopify's schema could not be had: then the shop's part of the story is left out. */
  shop: (DemoShop & { sourceId: string }) | undefined;
  /** Every secret of this run by a name that may be shown. */
  secrets: () => Record<string, string>;
  close: () => Promise<void>;
}

/** Starts stand-ins and server, connects site and shop, and applies the workspace file, as an owner would on the first day. */
export async function setUp(voice: Voice): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'handoff-demo-'));
  const keys = makeSecrets();
  const shop = await openDemoShop();
  const handoff = createHandoff({
    HANDOFF_DATA_DIR: directory,
    HANDOFF_PORT: '0',
    HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true',
    HANDOFF_ALLOW_BASE_URL_OVERRIDE: 'true',
    ...keys,
    ...shop?.settings,
  });
  // However the demo ends, nothing of it stays: no process, and then no file that one could write anew.
  process.once('exit', () => {
    handoff.kill();
    rmSync(directory, { recursive: true, force: true });
  });
  const twins = await startTwins(keys);
  const close = async () => {
    await handoff.stop();
    await shop?.close();
    await twins.close();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    return { directory, handoff, twins, close, ...(await openBusiness(voice, { directory, handoff, twins, keys, shop })) };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Parts {
  directory: string;
  handoff: Handoff;
  twins: DemoTwins;
  keys: DemoSecrets;
  shop: DemoShop | undefined;
}

async function openBusiness(voice: Voice, { directory, handoff, twins, keys, shop }: Parts) {
  const step = (text: string) => voice.say(`   ${text}`);
  step('Stand-ins for Shopify, HubSpot, Mailchimp, Slack and bookkeeping listen on this machine; nothing leaves it.');
  const url = await handoff.serve();
  step(`The server listens on ${url}, with a fresh SQLite file in ${directory}.`);
  const token = (await handoff.run('token', 'create', '--name', 'demo')).trim();
  const client = createClient({ baseUrl: url, token: () => token });

  const { id: workspaceId } = await client('createWorkspace', { body: { name: 'Bloom & Steep' } });
  const blog = await pairSite(client, workspaceId, { kind: 'wordpress', name: 'bloom.example', url: 'https://bloom.example' });
  const { code } = await client('createConnectionCode', { params: { workspaceId } });
  const joined = shop === undefined ? undefined : await shop.join(url, code);
  step('Paired by connection code; each keeps its own signing key and shows the owner its fingerprint:');
  const paired = [['bloom.example', blog.fingerprint], ...(joined === undefined ? [] : [['Steep & Co', joined.fingerprint]])];
  for (const [name = '', fingerprint = ''] of paired) step(`  ${name.padEnd(14)} ${voice.style('dim', fingerprint)}`);
  if (joined === undefined) {
    step(voice.style('yellow', 'The Shopify shop is left out: Shopify’s Admin schema could not be fetched (npm pack @shopify/dev-mcp).'));
  }

  const applied = await handoff.run('apply', await writeWorkspaceFile(directory, twins));
  const counted =
    applied
      .trimEnd()
      .split('\n')
      .at(-1)
      ?.replace(/ in \S+$/, '') ?? '';
  step(`Workspace applied: packages/server/demo/workspace.yaml (${counted}).`);
  const sealingKey = await readFile(join(directory, 'secret.key'), 'utf8');
  return {
    url,
    token,
    workspaceId,
    client,
    site: blog,
    shop: shop === undefined || joined === undefined ? undefined : { ...shop, sourceId: joined.sourceId },
    secrets: () => ({
      'HubSpot key': keys.DEMO_HUBSPOT_KEY,
      'Mailchimp key': keys.DEMO_MAILCHIMP_KEY,
      'Slack token': keys.DEMO_SLACK_TOKEN,
      'bookkeeping secret': keys.DEMO_BOOKS_SECRET,
      'key of bloom.example': blog.secretKey,
      'connection code of bloom.example': blog.code,
      'connection code of Steep & Co': code,
      'operator token': z.string().min(20).parse(token),
      ...Object.fromEntries(
        sealingKey
          .split(/[\s,]+/)
          .filter((key) => key !== '')
          .map((key, index) => [`sealing key ${index + 1}`, key]),
      ),
      ...shop?.secrets(),
    }),
  };
}

/** The workspace file with the stand-ins' addresses in place of their names. */
async function writeWorkspaceFile(directory: string, { origins }: DemoTwins): Promise<string> {
  let text = await readFile(new URL('workspace.yaml', import.meta.url), 'utf8');
  for (const [name, origin] of Object.entries(origins)) text = text.replaceAll(`http://${name}.twin.example`, origin);
  const file = join(directory, 'workspace.yaml');
  await writeFile(file, text);
  return file;
}
