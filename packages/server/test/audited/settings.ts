import { type Changes, changes, creates, nothing, removes } from './change.ts';
import { CHANNEL } from './scene.ts';

export const settingsChanges: Changes = {
  undoChange: changes(
    'health.settings_changed',
    async ({ ask, at }) => {
      await ask('setHealthSettings', { params: at, body: { reviewEveryDays: 30, unusedAfterDays: 60 } });
      return String((await ask('listAudit', { params: at, query: {} })).items[0]?.id);
    },
    ({ ask, at }, changeId) => ask('undoChange', { params: { ...at, changeId } }),
  ),
  setHealthSettings: changes('health.settings_changed', nothing, ({ ask, at }) =>
    ask('setHealthSettings', { params: at, body: { reviewEveryDays: 45, unusedAfterDays: 90 } }),
  ),
  setIdentitySettings: changes('identity.settings_changed', nothing, ({ ask, at }) =>
    ask('setIdentitySettings', { params: at, body: { suggest: false } }),
  ),
  setRetention: changes('retention.changed', nothing, ({ ask, at }) => ask('setRetention', { params: at, body: { bodies: 30 } })),
  putVocabulary: changes('vocabulary.changed', nothing, ({ ask, at }) =>
    ask('putVocabulary', { params: at, body: { items: [{ name: 'email', label: 'Post', meaning: null, words: ['post'] }] } }),
  ),
  acknowledgeAlert: changes(
    'alert.acknowledged',
    (scene) => scene.alert(),
    ({ ask }, params) => ask('acknowledgeAlert', { params }),
  ),
  muteAlert: changes(
    'alert.muted',
    (scene) => scene.alert(),
    ({ ask, server }, params) => ask('muteAlert', { params, body: { until: new Date(server.clock.now() + 3_600_000).toISOString() } }),
  ),
  createAlertChannel: creates('alert_channel.created', nothing, (scene) => scene.channel()),
  updateAlertChannel: changes(
    'alert_channel.changed',
    (scene) => scene.channel(),
    ({ ask }, params) => ask('updateAlertChannel', { params, body: { ...CHANNEL, name: 'All of us' } }),
  ),
  removeAlertChannel: removes(
    'alert_channel.removed',
    (scene) => scene.channel(),
    ({ ask }, params) => ask('removeAlertChannel', { params }),
  ),
  testAlertChannel: creates(
    'alert_channel.tested',
    (scene) => scene.channel(),
    ({ ask }, params) => ask('testAlertChannel', { params }),
  ),
};
