import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { programPath } from './parts.ts';

/** A machine that does much else at a time takes longer than the half minute Playwright waits by itself. */
export const PATIENCE_MS = 90_000;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A frame in a process of its own (the app inside Shopify's admin) is let go of while it is still being left:
  // what it asks for then is no longer answered by the test and goes to the network, where there is nobody.
  '--disable-site-isolation-trials',
];

/** Starts Debian's Chromium, headless. It ends with `close`, and with this process. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: programPath('chromium'), headless: true, args: FLAGS });
}

/** A browser window that reaches this machine only; `refused` lists what it asked of others. */
export async function openWindow(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; refused: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const refused: string[] = [];
  await context.route('**/*', async (route) => {
    const { protocol, hostname } = new URL(route.request().url());
    if (['data:', 'blob:'].includes(protocol) || ['127.0.0.1', 'localhost'].includes(hostname)) return route.continue();
    refused.push(route.request().url());
    return route.abort();
  });
  return { context, refused };
}
