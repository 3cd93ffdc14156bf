import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PersonAtVendor } from '../kit/index.ts';
import { klaviyo } from './index.ts';
import { contextFor } from './twin/context.ts';
import { refusalOf } from '../testing/refusal.ts';
import { createKlaviyoTwin, type KlaviyoTwin } from './twin/index.ts';

let twin: KlaviyoTwin;
beforeEach(() => {
  twin = createKlaviyoTwin();
});
afterEach(() => expect(twin.violations).toEqual([]));

const erase = async (person: PersonAtVendor) => klaviyo.erasePerson?.(contextFor(twin), person);

it('erases by the profile and by the address, each in a job of its own, and a repeat is harmless', async () => {
  const ada = twin.seed({ fields: { email: 'ada@example.com' } });
  twin.seed({ fields: { email: 'bo@example.com' } });
  const person = {
    email: 'Ada@Example.com',
    records: [
      { operation: 'upsertProfile', id: ada },
      { operation: 'upsertProfile', id: ada },
      { operation: 'trackEvent', id: 'not a profile' },
    ],
  };
  await erase(person);
  expect(twin.profiles().map(({ email }) => email)).toEqual(['bo@example.com']);
  expect(twin.requests).toHaveLength(2);
  await erase(person);
  expect(twin.profiles()).toHaveLength(1);
});

it('erases who changed their address in Klaviyo, and who is known by the address alone', async () => {
  const moved = twin.seed({ fields: { email: 'new@example.com' } });
  twin.seed({ fields: { email: 'bo@example.com' } });
  await erase({ email: 'old@example.com', records: [{ operation: 'upsertProfile', id: moved }] });
  await erase({ email: 'bo@example.com', records: [] });
  expect(twin.profiles()).toEqual([]);
});

it('does not take a refusal for somebody who is gone', async () => {
  twin.inject({ when: 'before', answer: { status: 403, body: { errors: [{ code: 'forbidden', detail: 'Missing scope.' }] } } });
  expect((await refusalOf(erase({ email: 'ada@example.com', records: [] }))).classification.kind).toBe('scope');
});
