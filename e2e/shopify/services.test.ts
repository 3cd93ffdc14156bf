import { describe, expect, it } from 'vitest';
import { noteOutcome } from '../../packages/server/src/domain/screening/services/problem.ts';
import { ServiceFailure } from '../../packages/server/src/screening/services/call.ts';
import type { Store } from '../../packages/server/src/store/store.ts';
import { inspect } from './support/inspect.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

/** A key of Akismet that the shop has saved. */
async function keepAkismet({ db }: Store, now: number, { workspaceId }: { workspaceId: string }) {
  const { id: sourceId } = await db.selectFrom('sources').select('id').executeTakeFirstOrThrow();
  const asked = { id: 'ssv_1', workspaceId, sourceId, service: 'akismet' as const };
  await db
    .insertInto('screening_services')
    .values({
      id: asked.id,
      workspace_id: workspaceId,
      source_id: sourceId,
      service: asked.service,
      active: 1,
      settings: '{}',
      secret: 'sealed',
      checked_at: now,
    })
    .execute();
  return asked;
}

describe.skipIf(!canOpenPanel)('outside spam filters in the Shopify panel, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();

  it('are off, say what they get of visitors, and keep no key that could not be tried', async () => {
    const merchant = await openMerchant({ path: '/quarantine/rules', before: async (harness) => void (await harness.install()) });
    const { panel } = merchant;
    const isOn = panel.getByLabel('Ask Akismet about each message');
    await isOn.waitFor();
    expect(await isOn.isChecked()).toBe(false);
    await panel.getByText('Akismet gets what the message says', { exact: false }).waitFor();
    expect(await panel.getByLabel('Check visitors with Turnstile').isChecked()).toBe(false);
    await panel.getByText('Your theme’s own forms cannot show it', { exact: false }).waitFor();
    await inspect(merchant, 'filter-services');

    await isOn.click();
    await panel.getByLabel('Akismet key').fill('abc123def456');
    await panel.getByRole('button', { name: 'Save Akismet' }).click();
    await panel.getByText(/nothing was saved/).waitFor();
    await inspect(merchant, 'filter-services-unreachable');
  });

  it('a refused key leads from the page of health to where it is entered', async () => {
    const merchant = await openMerchant({
      path: '/health',
      before: async ({ store, clock, install }) => {
        const asked = await keepAkismet(store, clock.now(), await install());
        await noteOutcome(store, asked, new ServiceFailure('key', 'Akismet refuses the key.'), clock.now());
      },
    });
    const { panel } = merchant;
    await panel.getByText(/^Akismet refuses the key/).waitFor();
    await inspect(merchant, 'health-filter');
    await panel.getByRole('link', { name: /^Open the rules/ }).click();
    await panel.getByLabel('Ask Akismet about each message').waitFor();
    expect(merchant.troubles()).toEqual([]);
  });

  it('who asks anew whether to remove a key does not read what went wrong the time before', async () => {
    const { panel, page } = await openMerchant({
      path: '/quarantine/rules',
      before: async ({ store, clock, install }) => {
        await keepAkismet(store, clock.now(), await install());
      },
    });
    await page.route('**/screening/services/akismet', (route) =>
      route.fulfill({ status: 409, json: { error: { code: 'conflict', message: 'Not just now.' } } }),
    );
    const ask = panel.getByRole('button', { name: 'Remove the key of Akismet' });
    const dialog = panel.locator('s-modal');
    await ask.click();
    await dialog.getByRole('button', { name: 'Remove the key' }).click();
    await dialog.getByText('Not just now.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await ask.click();
    await dialog.getByText('It is not asked any more.', { exact: false }).waitFor();
    expect(await dialog.getByText('Not just now.').count()).toBe(0);
  });
});
