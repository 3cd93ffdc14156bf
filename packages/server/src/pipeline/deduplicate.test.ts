import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope } from '@handoff/shared/event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { findDuplicates } from './deduplicate.ts';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const envelope: Envelope = {
  id: 'sub-1',
  idempotencyKey: 'form.submitted:1:1',
  type: 'form.submitted',
  occurredAt: '2026-11-21T11:59:00Z',
  subject: { email: 'ada@example.com' },
  data: { form: { id: 'contact' }, fields: { message: 'Do you repair clocks?' } },
};

let store: Store;
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'handoff-duplicates-'));
  store = await openStore({ sqliteFile: join(directory, 'h.sqlite') });
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

/** Events that say the same, processed in the given order, each in a transaction of its own. */
async function originals(sent: Record<string, number>, windowMs = 10 * MINUTE): Promise<Record<string, string | undefined>> {
  const found: Record<string, string | undefined> = {};
  for (const [id, at] of Object.entries(sent)) {
    const candidate = { id, workspaceId: 'ws_1', envelope: { ...envelope, occurredAt: new Date(at).toISOString() }, windowMs };
    found[id] = (await store.transaction((trx) => findDuplicates(trx, new Uint8Array(32), [candidate]))).get(id);
  }
  return found;
}

test('a copy is one within ten minutes, whichever of the two is processed first', async () => {
  expect(await originals({ first: NOW, copy: NOW + 9 * MINUTE })).toEqual({ first: undefined, copy: 'first' });
});

test('an event whose processing failed at first is a copy of what came right after it and went through', async () => {
  expect(await originals({ later: NOW, failed: NOW - MINUTE })).toEqual({ later: undefined, failed: 'later' });
});

test('an event that is processed days late is no copy of the same words sent since', async () => {
  const sent = { since: NOW, late: NOW - 24 * 60 * MINUTE, copy: NOW + MINUTE };
  expect(await originals(sent)).toEqual({ since: undefined, late: undefined, copy: 'since' });
});

test('a source may take a longer time for a mistake, or none at all', async () => {
  expect(await originals({ first: NOW, copy: NOW + 59 * MINUTE }, 60 * MINUTE)).toEqual({ first: undefined, copy: 'first' });
  expect(await originals({ one: NOW, two: NOW }, 0)).toEqual({ one: undefined, two: undefined });
});
