import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { schemaAvailable } from '../../../packages/shopify-app/testing/schema.ts';
import { launchBrowser } from '../../wordpress/support/browser.ts';
import { findProgram } from '../../wordpress/support/parts.ts';
import { type Merchant, type MerchantOptions, openAsMerchant } from './merchant.ts';

/** Whether there is a browser, and the schema that the stand-in for Shopify answers by. */
export const canOpenPanel = findProgram('chromium') !== undefined && (await schemaAvailable());

/** One browser for the tests of a suite; whoever came to a test's merchants leaves at its end. Answers what opens the app as one. */
export function useMerchants(): (options?: MerchantOptions) => Promise<Merchant> {
  let browser: Browser;
  let opened: Merchant[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterEach(async () => {
    const leaving = opened;
    opened = [];
    for (const merchant of leaving) await merchant.close();
  });
  afterAll(() => browser?.close());
  return async (options) => {
    const merchant = await openAsMerchant(browser, options);
    opened.push(merchant);
    return merchant;
  };
}
