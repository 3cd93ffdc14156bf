import { type Endpoint, type EndpointName, endpoints, type Role } from '@handoff/shared/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness } from './support/harness.ts';
import { createMailbox, type SignedInPerson, signIn } from './support/people.ts';

/** What an owner only may do. All else that changes something takes a manager; who only looks may be a viewer. */
const OWNERS = new Set<EndpointName>([
  'createWorkspace',
  'listTokens',
  'createToken',
  'listServerAudit',
  'revokeToken',
  'erasePerson',
  'eraseSource',
  'confirmErasure',
  'setIdentitySettings',
  'liftOptOut',
  'inviteMember',
  'changeMember',
  'removeMember',
  'listOperators',
  'inviteOperator',
  'changeOperator',
  'removeOperator',
  'setRetention',
  'setHealthSettings',
  'createAlertChannel',
  'updateAlertChannel',
  'removeAlertChannel',
  'revokeWorkspaceToken',
]);
/** Reads that are more than a look. */
const MANAGERS = new Set<EndpointName>(['exportWorkspace', 'exportPerson', 'listReceipts', 'getReceipt']);
/** Questions that are asked by POST and change nothing. */
const QUESTIONS = new Set<EndpointName>([
  'preview',
  'suggestFields',
  'suggestMapping',
  'screenBatch',
  'matchContact',
  'resolveContacts',
  'flowQuestions',
]);

function leastRole(name: EndpointName, { method }: Endpoint): Role {
  if (OWNERS.has(name)) return 'owner';
  if (MANAGERS.has(name)) return 'manager';
  return method === 'GET' || QUESTIONS.has(name) ? 'viewer' : 'manager';
}

const ROLES: Role[] = ['viewer', 'manager', 'owner'];
const all = (Object.entries(endpoints) as [EndpointName, Endpoint][]).filter(
  ([, { access, path }]) => access === 'operator' || (access === 'panel' && path.includes('{workspaceId}')),
);
const cases = all.flatMap(([name, endpoint]) => ROLES.map((role) => ({ name, endpoint, role })));

let server: Harness;
/** One a role, of the workspace and of the whole server. */
const members = new Map<Role, SignedInPerson>();
const operators = new Map<Role, SignedInPerson>();

beforeAll(async () => {
  server = await createHarness({ mailer: createMailbox() });
  for (const role of ROLES) {
    members.set(role, await signIn(server, `${role}@bloom.example`, role, server.workspaceId));
    operators.set(role, await signIn(server, `${role}@agency.example`, role, null));
  }
});
afterAll(() => server.close());

async function call({ browser, session }: SignedInPerson, { method, path, body }: Endpoint, workspaceId: string) {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'workspaceId' ? workspaceId : 'nothing'));
  const headers = { 'x-handoff-csrf': session.csrf, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const response = await browser.ask(address, { method, headers });
  const text = await response.text();
  return { status: response.status, code: response.ok ? undefined : (JSON.parse(text) as { error: { code: string } }).error.code };
}

describe('what each role may do', () => {
  test.each(cases)('$role: $name', async ({ name, endpoint, role }) => {
    const may = ROLES.indexOf(role) >= ROLES.indexOf(leastRole(name, endpoint));
    const isServerWide = !endpoint.path.includes('{workspaceId}');
    const asMember = await call(members.get(role) as SignedInPerson, endpoint, server.workspaceId);
    const asOperator = await call(operators.get(role) as SignedInPerson, endpoint, server.workspaceId);
    expect(asOperator.code === 'forbidden').toBe(!may);
    expect(asMember.code === 'forbidden').toBe(isServerWide || !may);
    for (const { status } of [asMember, asOperator]) expect([401, 500]).not.toContain(status);
  });

  test('a member of one workspace finds no other, an operator finds all', async () => {
    const other = (await server.client('createWorkspace', { body: { name: 'Neighbours' } })).id;
    const missed: string[] = [];
    for (const [name, endpoint] of all.filter(([, { path }]) => path.includes('{workspaceId}'))) {
      const { code } = await call(members.get('owner') as SignedInPerson, endpoint, other);
      if (code !== 'not_found') missed.push(name);
    }
    expect(missed).toEqual([]);
    expect((await call(operators.get('viewer') as SignedInPerson, endpoints.getWorkspace, other)).status).toBe(200);
  });
});

describe('members', () => {
  const at = () => ({ workspaceId: server.workspaceId });
  const invite = (email: string, role: Role = 'owner') =>
    server.client('inviteMember', { params: at(), body: { email, role, name: 'Somebody' } });

  test('an invitation is mailed, holds no secret, and is made once', async () => {
    const mailbox = createMailbox();
    const own = await createHarness({ mailer: mailbox });
    const params = { workspaceId: own.workspaceId };
    const made = await own.client('inviteMember', { params, body: { email: 'Dora@Bloom.example', role: 'manager' } });
    expect(made).toMatchObject({ email: 'dora@bloom.example', name: 'dora', role: 'manager', told: true, lastSeenAt: null });
    expect(mailbox.mails[0]).toMatchObject({ to: 'dora@bloom.example', text: expect.stringContaining('Bloom & Co') });
    expect(mailbox.mails[0]?.text).toContain('https://handoff.test/console/sign-in?email=dora%40bloom.example');
    const again = own.client('inviteMember', { params, body: { email: 'dora@bloom.example', role: 'owner' } });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    await own.close();
  });

  test('without mail and sign-in service, the invitation says how to let somebody in', async () => {
    const own = await createHarness();
    const params = { workspaceId: own.workspaceId };
    const made = own.client('inviteMember', { params, body: { email: 'dora@bloom.example', role: 'manager' } });
    await expect(made).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('handoff member invite') });
    await own.close();
  });

  test('the last owner stays one', async () => {
    const own = await createHarness({ mailer: createMailbox() });
    const { memberId, client } = await signIn(own, 'only@bloom.example', 'owner', own.workspaceId);
    await signIn(own, 'helper@bloom.example', 'manager', own.workspaceId);
    const params = { workspaceId: own.workspaceId, memberId };
    await expect(client('removeMember', { params })).rejects.toMatchObject({ code: 'conflict' });
    await expect(client('changeMember', { params, body: { role: 'viewer' } })).rejects.toMatchObject({ code: 'conflict' });
    await signIn(own, 'second@bloom.example', 'owner', own.workspaceId);
    await client('removeMember', { params });
    await own.close();
  });

  test('who gets another role, or is removed, is signed out at once', async () => {
    const { browser, memberId } = await signIn(server, 'changed@bloom.example', 'manager', server.workspaceId);
    await server.client('changeMember', { params: { ...at(), memberId }, body: { role: 'viewer' } });
    expect((await browser.ask('/v1/session')).status).toBe(401);
    const gone = await signIn(server, 'gone@bloom.example', 'manager', server.workspaceId);
    await server.client('removeMember', { params: { ...at(), memberId: gone.memberId } });
    expect((await gone.browser.ask('/v1/session')).status).toBe(401);
    expect((await server.client('listMembers', { params: at() })).items.map(({ email }) => email)).not.toContain('gone@bloom.example');
  });

  test('a member of another workspace, or an operator, cannot be changed through this one', async () => {
    const other = (await server.client('createWorkspace', { body: { name: 'Elsewhere' } })).id;
    const theirs = await signIn(server, 'theirs@else.example', 'manager', other);
    const operator = operators.get('viewer') as SignedInPerson;
    for (const { memberId } of [theirs, operator]) {
      const params = { ...at(), memberId };
      await expect(server.client('changeMember', { params, body: { role: 'owner' } })).rejects.toMatchObject({ code: 'not_found' });
      await expect(server.client('removeMember', { params })).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('every change says in the audit who made it, and what was before', async () => {
    const owner = members.get('owner') as SignedInPerson;
    const made = await invite('audited@bloom.example', 'viewer');
    const params = { ...at(), memberId: made.id };
    await owner.client('changeMember', { params, body: { role: 'manager' } });
    await owner.client('removeMember', { params });
    const { items } = await server.client('listAudit', { params: at() });
    const by = 'member:owner@bloom.example';
    expect(items.filter(({ entityId }) => entityId === made.id)).toMatchObject([
      { action: 'member.removed', actor: by, before: { role: 'manager' } },
      { action: 'member.role_changed', actor: by, before: { role: 'viewer' }, after: { role: 'manager' } },
      { action: 'member.invited', actor: 'token:test', after: { email: 'audited@bloom.example', role: 'viewer' } },
    ]);
  });
});
