import { type Changes, changes, creates, nothing, removes } from './change.ts';

export const flowChanges: Changes = {
  createConnection: creates('connection.created', nothing, (scene) => scene.connect('webhook')),
  updateConnection: changes(
    'connection.updated',
    (scene) => scene.connect('webhook'),
    ({ ask }, params) => ask('updateConnection', { params, body: { name: 'Other', owner: 'Ben', settings: { secret: null } } }),
  ),
  removeConnection: removes(
    'connection.removed',
    (scene) => scene.connect('crm'),
    ({ ask }, params) => ask('removeConnection', { params }),
  ),
  testConnection: changes(
    'connection.tested',
    (scene) => scene.connect('crm'),
    ({ ask }, params) => ask('testConnection', { params }),
  ),
  holdConnection: changes(
    'connection.held',
    (scene) => scene.connect('crm'),
    ({ ask }, params) => ask('holdConnection', { params, body: {} }),
  ),
  resumeConnection: changes(
    'connection.resumed',
    async ({ ask, connect }) => {
      const params = await connect('crm');
      await ask('holdConnection', { params, body: {} });
      return params;
    },
    ({ ask }, params) => ask('resumeConnection', { params }),
  ),
  reviewConnection: changes(
    'connection.reviewed',
    (scene) => scene.connect('crm'),
    ({ ask }, params) => ask('reviewConnection', { params }),
  ),
  createFlow: creates('flow.created', nothing, (scene) => scene.draft()),
  updateFlow: changes(
    'flow.updated',
    (scene) => scene.draft(),
    ({ ask }, { params }) => ask('updateFlow', { params, body: { name: 'Other', owner: 'Ben' } }),
  ),
  saveDraft: changes(
    'flow.draft_saved',
    (scene) => scene.draft(),
    ({ ask, specOf }, { params, connectionId }) =>
      ask('saveDraft', { params, body: { spec: specOf(connectionId, 'contact', '/data/fields/your-email') } }),
  ),
  shadowFlow: changes(
    'flow.shadowed',
    (scene) => scene.draft(),
    ({ ask }, { params }) => ask('shadowFlow', { params }),
  ),
  publishFlow: changes(
    'flow.published',
    (scene) => scene.draft(),
    ({ ask }, { params }) => ask('publishFlow', { params }),
  ),
  rollbackFlow: changes(
    'flow.rolled_back',
    async ({ ask, live, specOf }) => {
      const { params, connectionId } = await live();
      await ask('saveDraft', { params, body: { spec: specOf(connectionId, 'contact', '/data/fields/your-email') } });
      await ask('publishFlow', { params });
      return { params };
    },
    ({ ask }, { params }) => ask('rollbackFlow', { params, body: { version: 1 } }),
  ),
  archiveFlow: removes(
    'flow.archived',
    (scene) => scene.live(),
    ({ ask }, { params }) => ask('archiveFlow', { params }),
  ),
  reviewFlow: changes(
    'flow.reviewed',
    (scene) => scene.draft(),
    ({ ask }, { params }) => ask('reviewFlow', { params }),
  ),
  testSend: creates(
    'flow.test_sent',
    (scene) => scene.draft(),
    ({ ask }, { params }) => ask('testSend', { params, body: { event: { sample: 'good' } } }),
  ),
  subscribe: creates('subscription.created', nothing, ({ ask, at }) =>
    ask('subscribe', { params: at, body: { url: 'https://hooks.example/first', types: ['form.submitted'] } }),
  ),
  unsubscribe: removes(
    'subscription.ended',
    async ({ ask, at }) =>
      (await ask('subscribe', { params: at, body: { url: 'https://hooks.example/second', types: ['form.submitted'] } })).id,
    ({ ask, at }, subscriptionId) => ask('unsubscribe', { params: { ...at, subscriptionId } }),
  ),
};
