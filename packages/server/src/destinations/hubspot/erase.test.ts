import { expect, test } from 'vitest';
import { hubspot } from './index.ts';
import { contextFor } from './twin/context.ts';
import { createHubspotTwin } from './twin/index.ts';

const erase = (twin: ReturnType<typeof createHubspotTwin>, person: Parameters<NonNullable<typeof hubspot.erasePerson>>[1]) =>
  hubspot.erasePerson?.(contextFor(twin).ctx, person);

test('erases the contact by its number and by its address, and a repeat is harmless', async () => {
  const twin = createHubspotTwin({ contacts: [{ email: 'ada@example.com' }, { email: 'bo@example.com' }] });
  const ada = twin.contacts().find(({ properties }) => properties['email'] === 'ada@example.com');
  const person = {
    email: 'ada@example.com',
    records: [
      { operation: 'upsertContact', id: ada!.id },
      { operation: 'createNote', id: '999' },
    ],
  };
  await erase(twin, person);
  expect(twin.contacts().map(({ properties }) => properties['email'])).toEqual(['bo@example.com']);
  await erase(twin, person);
  expect(twin.contacts()).toHaveLength(1);
  expect(twin.violations).toEqual([]);
});

test('erases by the number alone where no address is known', async () => {
  const twin = createHubspotTwin({ contacts: [{ email: 'ada@example.com' }] });
  await erase(twin, { records: [{ operation: 'upsertContact', id: twin.contacts()[0]!.id }] });
  expect(twin.contacts()).toEqual([]);
});

test('a refusal is not taken for a contact that is gone', async () => {
  const twin = createHubspotTwin({ contacts: [{ email: 'ada@example.com' }] });
  twin.inject({ when: 'before', answer: { status: 403 } });
  await expect(erase(twin, { email: 'ada@example.com', records: [] })).rejects.toThrow(/HubSpot/);
  expect(twin.contacts()).toHaveLength(1);
});
