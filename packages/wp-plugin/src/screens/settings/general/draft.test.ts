import { expect, test } from 'vitest';
import { changesOf, draftOf, type Settings } from './draft.ts';

const KEPT: Settings = {
  retentionDays: 30,
  alertEmails: ['a@example.com'],
  alertsOn: true,
  viewRoles: [],
  manageRoles: [],
  sendIp: true,
  sendUserAgent: true,
  deleteOnUninstall: false,
  paused: true,
};

test('what was not touched is not saved, least of all the pause, which has its own button', () => {
  expect(changesOf(draftOf(KEPT), KEPT)).toEqual({});
});

test('only what changed is sent, as numbers and lists', () => {
  const draft = { ...draftOf(KEPT), retentionDays: '45', alertEmails: ' a@example.com \nb@example.com; c@example.com\n', sendIp: false };
  expect(changesOf(draft, KEPT)).toEqual({
    retentionDays: 45,
    alertEmails: ['a@example.com', 'b@example.com', 'c@example.com'],
    sendIp: false,
  });
});
