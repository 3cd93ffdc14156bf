import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { schemaAvailable } from '../../packages/shopify-app/testing/schema.ts';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { findProgram } from '../wordpress/support/parts.ts';
import { type Merchant, openAsMerchant } from './support/merchant.ts';

const possible = findProgram('chromium') !== undefined && (await schemaAvailable());

describe.skipIf(!possible)('the first day of a merchant, in a browser', { timeout: 120_000 }, () => {
  let browser: Browser;
  let merchant: Merchant;

  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterEach(() => merchant?.close());
  afterAll(() => browser?.close());

  it('goes from the store to a record at HubSpot', async () => {
    merchant = await openAsMerchant(browser);
    const { panel, harness } = merchant;

    await panel.getByRole('heading', { level: 1, name: 'Welcome to Handoff' }).waitFor();
    expect(await merchant.axe()).toEqual([]);
    await panel.getByLabel('Name of the business').fill('Steep Tea');
    await panel.getByRole('button', { name: 'Open the workspace' }).click();

    await panel.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await panel.getByRole('link', { name: 'Go on: Connect a destination' }).click();
    await panel.getByRole('heading', { level: 1, name: 'Where should it go?' }).waitFor();
    console.log(await panel.locator('body').innerText());
    expect(merchant.troubles()).toEqual([]);
    expect(harness.hubspot).toBeDefined();
  });
});
