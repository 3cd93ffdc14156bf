import { createPairRequest, createRotateKeyRequest, decodeConnectionCode } from '@handoff/shared/api';
import { generateEd25519 } from '@handoff/shared/event';
import { jsonRequest } from '../support/harness.ts';
import { type Changes, changes, creates, nothing, removes } from './change.ts';
import { SECRET } from './scene.ts';

export const sourceChanges: Changes = {
  pairSource: creates(
    'source.paired',
    async ({ ask, at }) => {
      const decoded = decodeConnectionCode((await ask('createConnectionCode', { params: at })).code);
      if (!decoded.ok) throw new Error(decoded.message);
      const { secretKey } = await generateEd25519();
      const { connection } = decoded;
      return createPairRequest({ kind: 'wordpress', name: 'Second', url: 'https://second.example', connection, secretKey });
    },
    ({ server }, body) => server.client('pairSource', { body }),
    () => 'site:https://second.example',
  ),
  rotateSourceKey: changes(
    'source.key_rotated',
    async ({ server }) => {
      const { sourceId, secretKey: oldSecretKey } = await server.pair('third.example');
      const { secretKey: newSecretKey } = await generateEd25519();
      const timestamp = Math.floor(server.clock.now() / 1000);
      return createRotateKeyRequest({ sourceId, oldSecretKey, newSecretKey, timestamp });
    },
    ({ server }, body) => Promise.resolve(server.app.fetch(jsonRequest(`/v1/sources/${body.sourceId}/rotate-key`, body))),
    () => 'site:third.example',
  ),
  createWebhookSource: creates('source.created', nothing, (scene) => scene.webhookSource()),
  createStripeSource: creates('source.created', nothing, ({ ask, at }) =>
    ask('createStripeSource', { params: at, body: { name: 'Stripe' } }),
  ),
  setSourceSecret: changes(
    'source.secret_set',
    (scene) => scene.webhookSource(),
    ({ ask }, params) => ask('setSourceSecret', { params, body: { signingSecret: SECRET } }),
  ),
  rotateSourceSecret: changes(
    'source.secret_rotated',
    (scene) => scene.webhookSource(),
    ({ ask }, params) => ask('rotateSourceSecret', { params }),
  ),
  updateSource: changes(
    'source.updated',
    (scene) => scene.webhookSource(),
    ({ ask }, params) => ask('updateSource', { params, body: { name: 'Other', settings: { country: 'DE' } } }),
  ),
  revokeSource: removes(
    'source.revoked',
    (scene) => scene.webhookSource(),
    ({ ask }, params) => ask('revokeSource', { params }),
  ),
  forgetScreening: changes(
    'screening.forgotten',
    async ({ ask, at, send }) => ask('markEvents', { params: at, body: { eventIds: [await send()], as: 'spam' } }),
    ({ ask, at, site }) => ask('forgetScreening', { params: { ...at, sourceId: site.sourceId } }),
  ),
};
