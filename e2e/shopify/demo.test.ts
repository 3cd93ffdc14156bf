import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaAvailable } from '../../packages/shopify-app/testing/schema.ts';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { findProgram } from '../wordpress/support/parts.ts';

const DEMO = fileURLToPath(new URL('../../packages/server/demo/main.ts', import.meta.url));
const possible = findProgram('chromium') !== undefined && (await schemaAvailable());

describe.skipIf(!possible)('npm run demo -- shopify', { timeout: 120_000 }, () => {
  let demo: ChildProcess;
  let browser: Browser;
  let origin = '';

  beforeAll(async () => {
    demo = spawn(process.execPath, ['--conditions=source', DEMO, 'shopify'], { stdio: ['ignore', 'pipe', 'inherit'] });
    origin = await new Promise<string>((resolve, reject) => {
      let told = '';
      demo.once('exit', (code) => reject(new Error(`The demo ended with ${String(code)}: ${told}`)));
      demo.stdout?.setEncoding('utf8').on('data', (text: string) => {
        told += text;
        const found = /The app +(http:\/\/127\.0\.0\.1:\d+)/.exec(told)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    demo.kill('SIGKILL');
    await browser?.close();
  });

  it('shows the app in an admin on this machine; what happens in the shop arrives', async () => {
    const page = await browser.newPage();
    const strangers: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith('http://127.0.0.1:')) strangers.push(request.url());
    });
    await page.goto(origin);
    const panel = page.frameLocator('iframe[name="app-iframe"]');
    await panel.getByLabel('Name of the business').fill('Steep Tea');
    await panel.getByRole('button', { name: 'Open the workspace', exact: true }).click();
    await panel.getByRole('heading', { level: 1, name: 'Home' }).waitFor();

    await page.goto(`${origin}/shop`);
    await page.getByRole('button', { name: 'A new customer buys tea' }).click();
    await page.getByRole('row', { name: 'orders/create try 1 200 taken' }).waitFor();

    await page.goto(origin);
    await page.getByRole('link', { name: 'Activity', exact: true }).click();
    const guest = panel.getByText('guest1@example.com').first();
    // What comes after the list is shown by a button, so that nothing moves under a reader.
    await guest.or(panel.getByRole('button', { name: /^Show \d+ new$/ })).waitFor();
    if ((await guest.count()) === 0) await panel.getByRole('button', { name: /^Show \d+ new$/ }).click();
    await guest.waitFor();
    expect(strangers).toEqual([]);
    await page.close();
  });

  it('lets no other site frame the app', async () => {
    const page = await browser.newPage();
    await page.goto(origin);
    const address = (await page.locator('iframe[name="app-iframe"]').getAttribute('src')) ?? '';
    const { headers } = await fetch(address, { headers: { accept: 'text/html' } });
    const policy = headers.get('content-security-policy');
    expect(policy).toContain(`frame-ancestors https://steep-and-co.myshopify.com ${origin};`);
    await page.close();
  });

  it('ends when told to', async () => {
    const ended = once(demo, 'exit');
    demo.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });
});
