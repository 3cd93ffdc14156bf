import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { property } from '../../packages/server/src/destinations/hubspot/twin/catalog.ts';
import type { PanelApi } from '../../packages/shopify-app/testing/harness.ts';
import { inspect } from './support/inspect.ts';
import { keyboardOf } from './support/keyboard.ts';
import type { Merchant } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

const MINUTE = 60_000;

interface Shop extends Merchant {
  api: PanelApi;
  params: { workspaceId: string; flowId: string };
}

describe.skipIf(!canOpenPanel)('flows and their mapping, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;

  /** Opens the flow of a shop that hands each new customer to HubSpot, after Ada became one. */
  const openFlow = async (): Promise<Shop> => {
    let made: Pick<Shop, 'api' | 'params'> | undefined;
    merchant = await openMerchant({
      path: '/flows',
      viewport: { width: 1440, height: 1000 },
      before: async (harness) => {
        const { panel: api, workspaceId } = await harness.install();
        const { flowId } = await harness.sendToHubspot(workspaceId, ['customer.created']);
        harness.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada', note: 'Collects clocks' });
        await harness.pass(MINUTE);
        made = { api, params: { workspaceId, flowId } };
      },
    });
    if (made === undefined) throw new Error('The shop was not installed.');
    await merchant.panel.getByRole('link', { name: 'Edit “Shop → HubSpot contact”' }).click();
    await merchant.panel.getByRole('region', { name: 'What is sent' }).waitFor();
    // Suggestions and what each row sends come after it, and move what is below them.
    await merchant.page.waitForLoadState('networkidle');
    return { ...merchant, ...made };
  };
  const button = (name: string | RegExp) =>
    merchant.panel.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
  /** The dialog that asks this. Its content is the element's, not the shadow's in which the dialog itself stands. */
  const asked = async (title: string): Promise<Locator> => {
    await merchant.panel.getByRole('dialog', { name: title }).waitFor();
    return merchant.panel.locator('s-modal');
  };
  /** What the customer's note fills from now on. */
  const sendNoteAsCompany = async () => {
    await button(/^Customer’s note Collects clocks/).click();
    await merchant.panel.getByLabel('Put it into').selectOption({ label: 'Company Name' });
    await merchant.panel.getByText('“Customer’s note” now fills “Company Name”.').waitFor();
  };
  const became = async ({ harness }: Merchant, email: string, note: string) => {
    harness.shop.createCustomer({ email, firstName: 'Bob', note });
    await harness.pass(MINUTE);
    return harness.hubspot.contacts().find(({ properties }) => properties['email'] === email)?.properties;
  };

  it('shows the exact record a real customer becomes, and sends the next one as it was mapped', async () => {
    const shop = await openFlow();
    const { panel, page } = shop;
    const record = panel.getByRole('region', { name: 'What is sent' });
    await record.getByText('ada@example.com', { exact: true }).waitFor();
    await record.getByText('It would update a record that is there').waitFor();
    await inspect(shop, 'flow');

    await sendNoteAsCompany();
    await record.getByText('Collects clocks', { exact: true }).waitFor();
    await panel.getByLabel('Do something to the value').selectOption({ label: 'With Capital Letters' });
    await record.getByText('Collects Clocks', { exact: true }).waitFor();
    await inspect(shop, 'flow-mapping');

    await button('Publish').click();
    const dialog = await asked('Publish this flow?');
    await dialog.getByText(/“Company Name” is filled: Customer’s note \(With Capital Letters\)/).waitFor();
    await dialog.getByText('Which system owns each field?').click();
    await dialog.getByText(/what comes in decides: .*Company/).waitFor();
    await dialog.getByRole('button', { name: 'I own it' }).click();
    await inspect(shop, 'publish');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await panel.getByText('All saved and live.').waitFor();
    // Nothing is left to save.
    await page.getByText('Unsaved changes').waitFor({ state: 'hidden' });
    expect(await became(shop, 'bob@example.com', 'second-hand shop')).toMatchObject({ firstname: 'Bob', company: 'Second-Hand Shop' });
    expect(shop.harness.hubspot.violations).toEqual([]);
    expect(shop.troubles()).toEqual([]);
  });

  it('says beside the field what the destination would not take, before anything is sent', async () => {
    const { panel } = await openFlow();
    await button(/^Email E-mail address · required/).click();
    await panel.getByLabel('Where the value comes from').selectOption({ label: 'A fixed value' });
    await panel.getByLabel('Value', { exact: true }).fill('nobody');
    const row = panel.getByRole('listitem').filter({ has: button(/^Email E-mail address · required/) });
    await row.getByText(/"nobody" is not a complete e-mail address/).waitFor();
    await panel.getByText('This record would not be sent as it is; the fields above say why.').waitFor();
    await button('Undo').click();
    await button('Undo').click();
    await panel.getByText('This record would not be sent as it is; the fields above say why.').waitFor({ state: 'detached' });
    await expect.poll(() => row.textContent()).toContain('Sends ada@example.com');
  });

  it('says what the destination no longer has, and takes it out', async () => {
    const { panel, page, api, params } = await openFlow();
    const { published } = await api.server('getFlow', { params });
    const [step] = published?.spec.steps ?? [];
    if (published === null || step === undefined) throw new Error('The flow is not on.');
    const fields = { ...step.mapping.fields, '/properties/loyalty_card': { do: 'literal' as const, value: 'gold' } };
    await api.server('saveDraft', { params, body: { spec: { ...published.spec, steps: [{ ...step, mapping: { fields } }] } } });
    await page.reload();
    await page.getByRole('link', { name: 'Flows', exact: true }).click();
    await panel.getByRole('link', { name: 'Edit “Shop → HubSpot contact”' }).click();
    await panel.getByText('The field “loyalty_card” is not there any more, so nothing can be sent to it.').waitFor();
    await button(/^Take it out: /).click();
    await panel.getByText('The destination and this mapping do not fit together:').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Unsaved changes').waitFor({ state: 'hidden' });
    const { draft } = await api.server('getFlow', { params });
    expect(draft?.spec.steps[0]?.mapping.fields).toEqual(step.mapping.fields);
  });

  it('checks at a click whether the destination still has every field that is filled', async () => {
    const shop = await openFlow();
    const { panel, harness } = shop;
    await panel.getByText(/Last checked: never/).waitFor();
    await button('Check the destination’s fields now').click();
    await panel.getByText(/^All is as it was/).waitFor();
    await panel.getByText(/Last checked: never/).waitFor({ state: 'detached' });

    // From now on HubSpot tells of no other field, to the check and to the screen.
    const email = property({ name: 'email', label: 'Email', type: 'string', fieldType: 'text' });
    harness.hubspot.inject(
      ...Array.from({ length: 5 }, () => ({
        match: /^GET .*\/properties\/2026-09\/contacts$/,
        when: 'before' as const,
        answer: { status: 200, body: { results: [email] } },
      })),
    );
    await button('Check the destination’s fields now').click();
    const card = panel.locator('s-section').filter({ hasText: 'Once a day, what is live' });
    await card.getByText('The field “firstname” is not there any more, so nothing can be sent to it.').waitFor();
    await card.getByText('The field “lastname” is not there any more, so nothing can be sent to it.').waitFor();
    expect(await card.getByText(/^All is as it was/).count()).toBe(0);
    await inspect(shop, 'flow-drift');
    expect(shop.troubles()).toEqual([]);
  });

  it('maps a field with the keyboard alone', async () => {
    const { panel, page } = await openFlow();
    const keyboard = keyboardOf(page);
    await keyboard.press(button(/^First Name /));
    const kind = panel.getByLabel('Where the value comes from');
    await keyboard.goTo(kind);
    await kind.press('ArrowDown');
    await keyboard.write(panel.getByLabel('Value', { exact: true }), 'Dear customer');
    await panel.getByRole('region', { name: 'What is sent' }).getByText('Dear customer', { exact: true }).waitFor();
    await keyboard.press(button('Done'));
    // The keyboard is where it was before.
    await expect.poll(() => button(/^First Name /).evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  });

  it('takes a number as it is typed, and says beside the field what is none', async () => {
    const { panel, page, api, params } = await openFlow();
    await button(/^First Name /).click();
    await panel.getByLabel('Where the value comes from').selectOption({ label: 'A fixed value' });
    await panel.getByLabel('Kind of value').selectOption({ label: 'Number' });
    const value = panel.getByLabel('Value', { exact: true });
    const type = async (text: string) => {
      await value.press('ControlOrMeta+A');
      await value.press('Delete');
      await value.pressSequentially(text);
    };
    await type('-20,05');
    expect(await value.inputValue()).toBe('-20,05');
    await value.pressSequentially('x');
    await panel.getByText('Not taken over: Write a number, such as 5, -5 or 20.05.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Unsaved changes').waitFor({ state: 'hidden' });
    const { draft } = await api.server('getFlow', { params });
    expect(draft?.spec.steps[0]?.mapping.fields['/properties/firstname']).toEqual({ do: 'literal', value: -20.05 });
  });

  it('tests for real with a made-up event, and names the record', async () => {
    const shop = await openFlow();
    const { panel, harness } = shop;
    await button('Send a test').click();
    const dialog = await asked('Send a test');
    await dialog.getByLabel('Example').selectOption({ label: 'Made up: well filled in' });
    await dialog.getByRole('button', { name: 'Really send it' }).click();
    await dialog.locator('s-badge', { hasText: 'Sent' }).waitFor();
    await inspect(shop, 'flow-test');
    expect(harness.hubspot.contacts().map(({ properties }) => properties['email'])).toEqual([
      'ada@example.com',
      'grace.hopper@example.com',
    ]);
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await panel.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('asks before what is not saved is left, and has it again afterwards', async () => {
    const { panel, page } = await openFlow();
    await sendNoteAsCompany();
    await page.getByText('Unsaved changes').waitFor();
    const leave = async (answer: 'accept' | 'dismiss') => {
      // The app asks once the admin has told it of the click.
      const answered = page.waitForEvent('dialog').then((dialog) => dialog[answer]());
      await page.getByRole('link', { name: 'Flows', exact: true }).click();
      await answered;
    };
    await leave('dismiss');
    await button('Publish').waitFor();
    await leave('accept');
    await panel.getByRole('link', { name: 'Edit “Shop → HubSpot contact”' }).click();
    await panel.getByText(/^Changes you made .* and did not save are here again\.$/).waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await panel.getByText('All saved and live.').waitFor();
    expect(await button(/^Company Name/).count()).toBe(0);
  });

  it('never writes over what somebody else saved meanwhile', async () => {
    const { panel, page, api, params } = await openFlow();
    await sendNoteAsCompany();
    const { published } = await api.server('getFlow', { params });
    if (published === null) throw new Error('The flow is not on.');
    await api.server('saveDraft', { params, body: { spec: { ...published.spec, trigger: { types: ['customer.updated'] } } } });
    await page.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Somebody else saved this flow while you were editing it').waitFor();
    await panel.getByText(/^It starts: When a customer changes/).waitFor();
    expect((await api.server('getFlow', { params })).draft?.spec.trigger.types).toEqual(['customer.updated']);

    await button('Keep mine; saving replaces theirs').click();
    await page.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Saved as a draft. Nothing live has changed.').waitFor();
    expect((await api.server('getFlow', { params })).draft?.spec.trigger.types).toEqual(['customer.created']);
  });

  it('watches a new version without sending by it, and goes back to an earlier one', async () => {
    const shop = await openFlow();
    const { panel } = shop;
    await sendNoteAsCompany();
    await button('Watch first').click();
    await (await asked('Watch first?')).getByRole('button', { name: 'Start watching' }).click();
    await panel.getByText('A new version watches').waitFor();
    expect(await became(shop, 'bob@example.com', 'Tea house')).not.toHaveProperty('company');
    await panel.getByText(/Tea house/).waitFor({ timeout: 30_000 });

    await button('Publish').click();
    await (await asked('Publish this flow?')).getByRole('button', { name: 'Publish' }).click();
    await panel.getByText('All saved and live.').waitFor();
    expect(await became(shop, 'carl@example.com', 'Cafe')).toMatchObject({ company: 'Cafe' });

    await button('More').click();
    await panel.getByRole('link', { name: 'History' }).click();
    await button('Go back to version 1').click();
    const dialog = await asked('Go back to version 1?');
    await dialog.getByText(/“Company Name” is no longer filled/).waitFor();
    await dialog.getByRole('button', { name: 'Make it live' }).click();
    await panel.getByRole('heading', { name: 'Version 3' }).waitFor();
    await inspect(shop, 'flow-history');
    expect(await panel.getByText(/live since/).count()).toBe(1);
    expect(await panel.getByText(/published/).count()).toBe(2);
    expect(await panel.getByText(/\b(shopify|panel|member):/).count()).toBe(0);
    expect(await became(shop, 'dora@example.com', 'Bakery')).not.toHaveProperty('company');
  });

  it('suggests what else could be filled, says how sure it is, and fills one field by one click', async () => {
    const shop = await openFlow();
    const { panel, params, harness } = shop;
    await panel.getByText(/^\d+ more fields? could be filled$/).click();
    await panel
      .getByText(/^\d+ % sure – /)
      .first()
      .waitFor();
    await inspect(shop, 'flow-suggestions');
    const take = panel.getByRole('button', { name: /^Use this for / });
    const before = await take.count();
    const name = await take.first().getAttribute('aria-label');
    const keyboard = keyboardOf(shop.page);
    await keyboard.press(take.first());
    await panel.getByRole('button', { name: name ?? '', exact: true }).waitFor({ state: 'detached' });
    expect(await take.count()).toBe(before - 1);
    // The keyboard goes on with the next, which stays in sight, and from the last of them to what is filled now.
    await panel.locator('.handoff-suggestions li:first-child:focus').waitFor();
    expect(await take.first().isVisible()).toBe(true);
    await keyboard.press(button('No, thanks'));
    await take.first().waitFor({ state: 'detached' });
    await panel.locator('.handoff-map-rows li:first-child button:focus').waitFor();
    const { draft } = await shop.api.server('getFlow', { params });
    expect(draft).toBeNull();
    expect(harness.hubspot.contacts()).toHaveLength(1);
    expect(shop.troubles()).toEqual([]);
  });

  it('makes a flow with a condition from nothing, which runs only where it holds', async () => {
    const shop = await openFlow();
    const { panel, page } = shop;
    await page.getByRole('link', { name: 'Flows', exact: true }).click();
    await panel.getByRole('link', { name: 'New flow' }).click();
    await panel.getByLabel('When there is a new customer').check();
    await panel.getByLabel('When an order is placed').uncheck();
    await button('Add a condition').click();
    await panel.getByLabel('Field', { exact: true }).selectOption({ label: 'Customer’s note: Collects clocks' });
    await panel.getByLabel('Is what').selectOption({ label: 'contains' });
    await panel.getByLabel('Value', { exact: true }).fill('wholesale');
    await panel.getByText('Not true of the example').waitFor();
    await panel.getByLabel('What to do there').selectOption({ label: 'Add a note' });
    await button('Add this step').click();
    await button(/^Use all \d+ suggestions$/).click();
    await button(/^Text Text · required/).click();
    await panel.getByLabel('Where the value comes from').selectOption({ label: 'A text with fields in it' });
    await panel.getByLabel('Text', { exact: true }).fill('Wholesale: {Customer’s note}');
    await page.getByRole('button', { name: 'Save' }).click();
    await button('Publish').click();
    await (await asked('Publish this flow?')).getByRole('button', { name: 'Publish' }).click();
    await panel.getByText('All saved and live.').waitFor();

    await became(shop, 'bob@example.com', 'retail');
    await became(shop, 'carl@example.com', 'wholesale, pays late');
    expect(shop.harness.hubspot.notes()).toMatchObject([{ body: expect.stringMatching(/^Wholesale: wholesale, pays late/) as unknown }]);
    expect(shop.troubles()).toEqual([]);
  });
});
