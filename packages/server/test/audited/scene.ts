import { webhook } from '../../src/destinations/webhook/index.ts';
import { openAlert } from '../../src/observe/alerts.ts';
import { createAkismetTwin } from '../../src/screening/services/twin-akismet.ts';
import { createTurnstileTwin } from '../../src/screening/services/twin-turnstile.ts';
import { newId } from '../../src/store/ids.ts';
import { createHarness, formSubmission, type Harness } from '../support/harness.ts';
import { createMailbox, signIn } from '../support/people.ts';
import { createCrm } from '../support/shop.ts';

/** Who asks. */
export const EMAIL = 'olga@agency.example';
/** Typed in below; must never be found in the audit. */
export const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
export const CHANNEL = { name: 'Us', to: { kind: 'email' as const, address: 'us@bloom.example' } };

export type Scene = Awaited<ReturnType<typeof createScene>>;

/** A server with an owner who is signed in, and ways to make one of everything that can be changed. */
export async function createScene() {
  const crm = createCrm();
  const outside = [createAkismetTwin(), createTurnstileTwin()];
  const server = await createHarness({
    mailer: createMailbox(),
    destinations: { crm: crm.definition, webhook },
    fetch: (request) => (outside.find(({ origins }) => origins.includes(new URL(request.url).origin)) ?? crm).fetch(request),
  });
  const at = { workspaceId: server.workspaceId };
  const site = await server.pair();
  const owner = await signIn(server, EMAIL, 'owner', null);
  const ask: Harness['client'] = (name, input) => owner.client(name, input);
  const { db } = server.store;
  let number = 0;

  const specOf = (connection: string, operation = 'contact', path = '/subject/email') => ({
    trigger: { types: ['form.submitted'] },
    steps: [{ key: 'send', connection, operation, mapping: { fields: { '/email': { do: 'path' as const, path } } } }],
  });
  const connect = async (destination: 'crm' | 'webhook') => {
    const settings = destination === 'crm' ? {} : { url: 'https://hooks.example/in', secret: SECRET };
    const { id } = await ask('createConnection', { params: at, body: { destination, name: 'Ours', settings } });
    return { ...at, connectionId: id };
  };
  const draft = async (operation?: string) => {
    const { connectionId } = await connect('crm');
    const { id } = await ask('createFlow', { params: at, body: { name: 'News', spec: specOf(connectionId, operation) } });
    return { params: { ...at, flowId: id }, connectionId };
  };
  const live = async (operation?: string) => {
    const flow = await draft(operation);
    await ask('publishFlow', { params: flow.params });
    return flow;
  };
  const send = async (overrides: Parameters<typeof formSubmission>[0] = {}) => {
    const { eventId } = (await (await site.post(formSubmission(overrides))).json()) as { eventId: string };
    await server.drain();
    return eventId;
  };
  /** Sends an event through a flow that is archived afterwards. */
  const through = async (operation: string, overrides: Parameters<typeof formSubmission>[0] = {}) => {
    const flow = await live(operation);
    const eventId = await send(overrides);
    await ask('archiveFlow', { params: flow.params });
    return { eventId, connectionId: flow.connectionId };
  };
  const address = () => `person${(number += 1)}@bloom.example`;

  return {
    server,
    at,
    site,
    ask,
    specOf,
    connect,
    draft,
    live,
    send,
    through,
    address,
    webhookSource: async () => ({ ...at, sourceId: (await ask('createWebhookSource', { params: at, body: { name: 'Hook' } })).id }),
    keptBack: async (verdict: 'quarantine' | 'duplicate') => {
      const eventId = await send();
      await db.updateTable('events').set({ verdict }).where('id', '=', eventId).execute();
      return eventId;
    },
    /** A delivery that came to this end. */
    delivered: async (state: 'dead' | 'uncertain') => {
      const { eventId } = await through('message');
      const rows = db.updateTable('deliveries').set({ state }).where('event_id', '=', eventId).returning('id');
      return { deliveryId: (await rows.executeTakeFirstOrThrow()).id, eventId };
    },
    alert: async () => {
      const key = `test:${address()}`;
      await openAlert(db, { ...at, key, kind: 'dead_letter', message: 'Trouble.' }, server.clock.now());
      return { ...at, alertId: (await db.selectFrom('alerts').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id };
    },
    channel: async () => ({ ...at, channelId: (await ask('createAlertChannel', { params: at, body: CHANNEL })).id }),
    member: async () => {
      const { id } = await ask('inviteMember', { params: at, body: { email: address(), role: 'viewer' } });
      return { ...at, memberId: id };
    },
    operator: async () => ({ memberId: (await ask('inviteOperator', { body: { email: address(), role: 'viewer' } })).id }),
    token: async (workspaceId: string | null) => (await ask('createToken', { body: { name: 'Reports', workspaceId } })).id,
    /** Somebody else who is signed in. */
    visitor: async () => {
      const email = address();
      return { by: `member:${email}`, ...(await signIn(server, email, 'viewer', null)) };
    },
    people: () => insertPeople(server, site.sourceId),
  };
}

/** Somebody with two records, somebody with one, and the suggestion that they are the same. */
async function insertPeople({ store, clock, workspaceId }: Harness, sourceId: string) {
  const { db } = store;
  const [at, both] = [clock.now(), [newId('per'), newId('per')] as const];
  const [personId, otherId] = both;
  const person = { workspace_id: workspaceId, fields: '{}', consent: '[]', merged_into: null, created_at: at, updated_at: at };
  await db
    .insertInto('persons')
    .values(both.map((id) => ({ ...person, id })))
    .execute();
  const details = JSON.stringify({ phone: null, lifecycle: 'lead', consent: [], heardAt: 0 });
  const record = (person_id: string, name: string) => ({
    id: newId('rec'),
    workspace_id: workspaceId,
    source_id: sourceId,
    person_id,
    digest: newId('rec'),
    details,
    contact: JSON.stringify({ name }),
    joined_by: '{"by":"new"}',
    event_id: null,
    first_at: at,
    last_at: at,
  });
  const records = [record(personId, 'Ada'), record(personId, 'A. Lovelace'), record(otherId, 'Ada Lovelace')];
  await db.insertInto('person_records').values(records).execute();
  const suggestion = { id: newId('sug'), workspace_id: workspaceId, person_a: personId, person_b: otherId, chance: 0.9, reasons: '[]' };
  const undecided = { state: 'open' as const, created_at: at, decided_at: null, decided_by: null, merge_id: null };
  await db
    .insertInto('person_suggestions')
    .values({ ...suggestion, ...undecided })
    .execute();
  return { personId, otherId, recordId: String(records[0]?.id), suggestionId: suggestion.id };
}
