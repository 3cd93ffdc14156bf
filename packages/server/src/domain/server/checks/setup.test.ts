import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkBackup, checkSetup } from './setup.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const HOUR_MS = 3_600_000;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handoff-setup-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const statusOf = (publicUrl: string | undefined) => checkSetup({ publicUrl, mail: undefined })[0];

test.each([
  [undefined, 'warning', 'HANDOFF_PUBLIC_URL is not set'],
  ['http://localhost:8787', 'warning', 'no site elsewhere reaches it'],
  ['http://handoff.example.com', 'problem', 'not https'],
  ['https://example.com/handoff', 'problem', 'has a path'],
  ['https://handoff.example.com', 'ok', 'Sites reach this server at https://handoff.example.com'],
])('the public address %s is a %s', (publicUrl, status, message) => {
  expect(statusOf(publicUrl)).toMatchObject({ status, message: expect.stringContaining(message) as string });
});

test('mail that is not set up is said, and the password of one that is, is not', () => {
  const mail = { url: 'smtps://handoff:hunter2@mail.example.com', from: 'handoff@example.com', allowUnencrypted: false };
  const [, without] = checkSetup({ publicUrl: undefined, mail: undefined });
  const [, withMail] = checkSetup({ publicUrl: undefined, mail });
  expect(without).toMatchObject({ status: 'warning', message: expect.stringContaining('HANDOFF_MAIL_URL') as string });
  expect(withMail).toMatchObject({ status: 'ok', message: expect.stringContaining('handoff@example.com') as string });
  expect(withMail?.message).not.toContain('hunter2');
});

test('a backup is there and from today, or that is a problem', async () => {
  const file = join(folder, 'copy.sqlite');
  expect(await checkBackup(file, NOW)).toMatchObject({ status: 'problem', message: expect.stringContaining('no backup') as string });
  await writeFile(file, 'copy');
  await utimes(file, NOW / 1000, (NOW - 25 * HOUR_MS) / 1000);
  expect(await checkBackup(file, NOW)).toMatchObject({ status: 'ok', message: expect.stringContaining('25 hours old') as string });
  expect(await checkBackup(file, NOW + 2 * HOUR_MS)).toMatchObject({
    status: 'problem',
    message: expect.stringContaining('27 hours') as string,
  });
});
