import { expect, test } from 'vitest';
import { ChannelSettings } from '../../api/alerting.ts';
import { type AlertChannelView, channelDraft, channelRequest, isComplete } from './channel-draft.ts';

const defaults = { zone: 'Europe/Berlin', address: 'ola@bloom.example' };
const channel: AlertChannelView = {
  id: 'chn_1',
  name: 'Ops',
  to: { kind: 'connection', connectionId: 'con_1' },
  settings: ChannelSettings.parse({
    kinds: ['auth'],
    zone: 'Asia/Tokyo',
    warnings: 'off',
    quiet: { from: '20:00', to: '06:00', through: 'problems' },
  }),
  lastSentAt: null,
  failure: null,
};

test('a channel that is opened and saved stays as it is', () => {
  const { name, to, settings } = channel;
  expect(channelRequest(channelDraft(channel, defaults), settings.kinds)).toEqual({ name, to, settings });
});

test('quiet hours that are switched off are kept in the form, and not saved', () => {
  const draft = { ...channelDraft(channel, defaults), isQuiet: false };
  expect(draft.quietFrom).toBe('20:00');
  expect(channelRequest(draft, null).settings.quiet).toBeNull();
});

test('a new one starts with the person’s own address and zone, and lacks a name', () => {
  const draft = channelDraft(undefined, defaults);
  expect(isComplete(draft)).toBe(false);
  expect(channelRequest({ ...draft, name: ' Me ' }, null)).toMatchObject({
    name: 'Me',
    to: { kind: 'email', address: 'ola@bloom.example' },
    settings: { zone: 'Europe/Berlin', quiet: null },
  });
  expect(isComplete({ ...draft, name: 'Me', address: '' })).toBe(false);
  expect(isComplete({ ...draft, name: 'Me', address: '', connectionId: 'con_1' })).toBe(true);
});
