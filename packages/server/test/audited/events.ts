import { type Changes, changes, creates } from './change.ts';

export const eventChanges: Changes = {
  releaseEvents: changes(
    'event.released',
    (scene) => scene.keptBack('quarantine'),
    ({ ask, at }, eventId) => ask('releaseEvents', { params: at, body: { eventIds: [eventId] } }),
  ),
  restoreDuplicates: changes(
    'event.released',
    (scene) => scene.keptBack('duplicate'),
    ({ ask, at }, eventId) => ask('restoreDuplicates', { params: at, body: { eventIds: [eventId] } }),
  ),
  markEvents: changes(
    'event.marked',
    (scene) => scene.send(),
    ({ ask, at }, eventId) => ask('markEvents', { params: at, body: { eventIds: [eventId], as: 'spam' } }),
  ),
  replayEvent: creates(
    'event.replayed',
    (scene) => scene.delivered('dead'),
    ({ ask, at }, { eventId }) => ask('replayEvent', { params: { ...at, eventId }, body: {} }),
  ),
  replayDeliveries: creates(
    'delivery.replayed',
    (scene) => scene.delivered('dead'),
    ({ ask, at }, { deliveryId }) => ask('replayDeliveries', { params: at, body: { deliveryIds: [deliveryId] } }),
  ),
  confirmDelivery: changes(
    'delivery.confirmed',
    (scene) => scene.delivered('uncertain'),
    ({ ask, at }, { deliveryId }) => ask('confirmDelivery', { params: { ...at, deliveryId }, body: { arrived: true } }),
  ),
  giveUpDeliveries: changes(
    'delivery.given_up',
    (scene) => scene.delivered('dead'),
    ({ ask, at }, { deliveryId }) => ask('giveUpDeliveries', { params: at, body: { deliveryIds: [deliveryId] } }),
  ),
  // Last: nothing of the site's events is left afterwards.
  eraseSource: changes(
    'source.erased',
    (scene) => scene.send(),
    ({ ask, at, site }) => ask('eraseSource', { params: { ...at, sourceId: site.sourceId }, body: {} }),
  ),
};
