import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient, createPairRequest, decodeConnectionCode, type Role } from '@handoff/shared/api';
import { generateEd25519, importSigningKey, sign } from '@handoff/shared/event';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addMember } from '../../../packages/server/src/domain/member/add.ts';
import { createLoginLink } from '../../../packages/server/src/domain/session/login-link.ts';
import { createToken } from '../../../packages/server/src/domain/token/create.ts';
import { type Listening, listen } from '../../../packages/server/src/main.ts';
import { openWindow } from '../../wordpress/support/browser.ts';

export interface Site {
  sourceId: string;
  /** Sends an event as the site's plugin would. */
  send: (event: unknown) => Promise<void>;
}

/** A real server with a port of its own, and the people in front of its console. */
export interface ConsoleServer {
  server: Listening;
  client: Client;
  /** What a site's plugin does with a connection code that somebody pasted there. */
  pair: (code: string, name: string) => Promise<Site>;
  /** Opens a browser and signs in by a one-time link. */
  signIn: (browser: Browser, person: Person) => Promise<Operator>;
  /** A one-time link, as `handoff member invite` prints one. */
  loginLink: (email: string) => Promise<string>;
  close: () => Promise<void>;
}

export interface Person {
  email: string;
  role: Role;
  /** A member of this workspace only; an operator of the whole server by default. */
  workspaceId?: string;
  viewport?: { width: number; height: number };
  /** Their browser's language; American English by default. */
  locale?: string;
}

export interface Operator {
  context: BrowserContext;
  page: Page;
  /** JavaScript and console errors, answers of 500 and more, and whom the browser asked besides us: empty at the end. */
  troubles: () => string[];
}

export async function startConsole(env: Record<string, string> = {}): Promise<ConsoleServer> {
  const folder = await mkdtemp(join(tmpdir(), 'handoff-console-'));
  const server = await listen({
    HANDOFF_DATA_DIR: folder,
    HANDOFF_PORT: '0',
    HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true',
    HANDOFF_ALLOW_BASE_URL_OVERRIDE: 'true',
    HANDOFF_LOG_LEVEL: 'silent',
    ...env,
  });
  const { store, clock } = server.deps;
  const { token } = await createToken(store.db, { name: 'e2e', workspaceId: null }, clock.now());
  return {
    server,
    client: createClient({ baseUrl: server.url, token: () => token }),
    pair: (code, name) => pair(server.url, code, name),
    signIn: (browser, person) => signIn(server, browser, person),
    loginLink: (email) => loginLink(server, email),
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function signIn(server: Listening, browser: Browser, { email, role, workspaceId, viewport, locale }: Person): Promise<Operator> {
  const { store, clock } = server.deps;
  const scope = workspaceId ?? null;
  await store.transaction((trx) => addMember(trx, { scope, email, name: undefined, role, by: 'e2e' }, clock.now()));
  const link = await loginLink(server, email);
  const { context, refused } = await openWindow(browser, {
    ...(viewport === undefined ? {} : { viewport }),
    ...(locale === undefined ? {} : { locale }),
  });
  const troubles: string[] = [];
  context.on('weberror', (error) => troubles.push(`JavaScript: ${error.error().stack ?? error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`Console: ${message.text()} (${message.location().url})`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} ${response.url()}`);
  });
  const page = await context.newPage();
  await page.goto(link);
  await page.locator('main form').getByRole('button').click();
  await page.locator('.handoff-console-person').getByRole('button').waitFor();
  return { context, page, troubles: () => [...troubles, ...refused.map((address) => `Asked a stranger: ${address}`)] };
}

function loginLink({ deps }: Listening, email: string): Promise<string> {
  return deps.store.transaction((trx) => createLoginLink(deps, trx, email, deps.clock.now()));
}

async function pair(url: string, code: string, name: string): Promise<Site> {
  const decoded = decodeConnectionCode(code);
  if (!decoded.ok) throw new Error(decoded.message);
  const { secretKey } = await generateEd25519();
  const request = await createPairRequest({ kind: 'wordpress', name, url: `https://${name}`, connection: decoded.connection, secretKey });
  const { sourceId } = (await post(`${url}/v1/sources/pair`, JSON.stringify(request), {})) as { sourceId: string };
  const key = await importSigningKey(secretKey);
  return {
    sourceId,
    send: async (event) => {
      const body = JSON.stringify(event);
      const headers = await sign([key], { id: crypto.randomUUID(), timestamp: Math.floor(Date.now() / 1000), body });
      await post(`${url}/v1/events`, body, { ...headers, 'handoff-source': sourceId });
    },
  };
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<unknown> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}
