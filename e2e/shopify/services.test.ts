import { describe, expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

describe.skipIf(!canOpenPanel)('outside spam filters in the Shopify panel, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();

  it('are off, say what they get of visitors, and keep no key that could not be tried', async () => {
    const merchant = await openMerchant({ path: '/quarantine/rules', before: async (harness) => void (await harness.install()) });
    const { panel } = merchant;
    const isOn = panel.getByLabel('Ask Akismet about each message');
    await isOn.waitFor();
    expect(await isOn.isChecked()).toBe(false);
    await panel.getByText('Akismet gets what the message says', { exact: false }).waitFor();
    expect(await panel.getByText('Turnstile').count()).toBe(0);
    await inspect(merchant, 'filter-services');

    await isOn.click();
    await panel.getByLabel('Akismet key').fill('abc123def456');
    await panel.getByRole('button', { name: 'Save Akismet' }).click();
    await panel.getByText(/nothing was saved/).waitFor();
    await inspect(merchant, 'filter-services-unreachable');
  });
});
