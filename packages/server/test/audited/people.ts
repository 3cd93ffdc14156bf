import { type Changes, changes, creates, nothing } from './change.ts';

export const peopleChanges: Changes = {
  exportPerson: creates('person.exported', nothing, ({ ask, at }) =>
    ask('exportPerson', { params: at, body: { email: 'ada@example.com' } }),
  ),
  erasePerson: changes(
    'person.erased',
    async ({ address, send }) => {
      const email = address();
      await send({ subject: { email } });
      return email;
    },
    ({ ask, at }, email) => ask('erasePerson', { params: at, body: { email } }),
  ),
  confirmErasure: changes(
    'person.erased_by_hand',
    async ({ ask, at, server, through, address }) => {
      const email = address();
      await through('contact', { subject: { email } });
      await ask('erasePerson', { params: at, body: { email } });
      const failed = server.store.db.updateTable('erasures').set({ state: 'failed' }).where('state', '=', 'pending').returning('id');
      return (await failed.executeTakeFirstOrThrow()).id;
    },
    ({ ask, at }, erasureId) => ask('confirmErasure', { params: { ...at, erasureId } }),
  ),
  confirmReceipt: changes(
    'person.erased_by_hand',
    async ({ ask, at, server, through, address }) => {
      const email = address();
      const { connectionId } = await through('contact', { subject: { email } });
      const { receiptId } = await ask('erasePerson', { params: at, body: { email } });
      await server.store.db.updateTable('erasures').set({ state: 'failed' }).where('receipt_id', '=', receiptId).execute();
      return { receiptId, connectionId };
    },
    ({ ask, at }, { receiptId, connectionId }) => ask('confirmReceipt', { params: { ...at, receiptId }, body: { connectionId } }),
  ),
  splitPerson: changes(
    'person.split',
    (scene) => scene.people(),
    ({ ask, at }, { personId, recordId }) => ask('splitPerson', { params: { ...at, personId }, body: { recordIds: [recordId] } }),
  ),
  chooseValue: changes(
    'person.value_chosen',
    async ({ ask, at, people: insert }) => {
      await ask('setIdentitySettings', { params: at, body: { fields: { name: { rule: 'review' } } } });
      return insert();
    },
    ({ ask, at }, { personId, recordId }) => ask('chooseValue', { params: { ...at, personId }, body: { field: 'name', recordId } }),
  ),
  liftOptOut: changes(
    'person.opt_out_lifted',
    async ({ ask, at, address, send }) => {
      const email = address();
      await send({ subject: { email }, consent: [{ channel: 'email', state: 'unsubscribed' }] });
      return (await ask('listPersons', { params: at, query: { contact: email } })).items[0]?.id ?? '';
    },
    ({ ask, at }, personId) => ask('liftOptOut', { params: { ...at, personId }, body: { channel: 'email', reason: 'Asked for it.' } }),
  ),
  mergePersons: changes(
    'person.merged',
    (scene) => scene.people(),
    ({ ask, at }, { personId, otherId }) => ask('mergePersons', { params: at, body: { into: personId, from: otherId } }),
  ),
  undoMerge: changes(
    'person.merge_undone',
    async ({ ask, at, people: insert }) => {
      const { personId, otherId } = await insert();
      return (await ask('mergePersons', { params: at, body: { into: personId, from: otherId } })).id;
    },
    ({ ask, at }, mergeId) => ask('undoMerge', { params: { ...at, mergeId } }),
  ),
  acceptSuggestion: changes(
    'suggestion.accepted',
    (scene) => scene.people(),
    ({ ask, at }, { suggestionId }) => ask('acceptSuggestion', { params: { ...at, suggestionId } }),
  ),
  rejectSuggestion: changes(
    'suggestion.rejected',
    (scene) => scene.people(),
    ({ ask, at }, { suggestionId }) => ask('rejectSuggestion', { params: { ...at, suggestionId } }),
  ),
  undoSuggestion: changes(
    'suggestion.undone',
    async ({ ask, at, people: insert }) => {
      const { suggestionId } = await insert();
      await ask('rejectSuggestion', { params: { ...at, suggestionId } });
      return suggestionId;
    },
    ({ ask, at }, suggestionId) => ask('undoSuggestion', { params: { ...at, suggestionId } }),
  ),
};
