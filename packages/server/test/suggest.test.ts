import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { ApiError } from '@handoff/shared/api';
import { defineDestination, defineOperation } from '../src/destinations/kit/types.ts';
import { z } from 'zod';
import { createHarness, formSubmission, type Harness } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the suggestion tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

const Payload = z.object({
  email: z.string().meta({ title: 'E-mail', field: 'email' }),
  firstname: z.string().optional().meta({ title: 'First name' }),
  lastname: z.string().optional().meta({ title: 'Last name' }),
  mobile: z.string().optional().meta({ title: 'Mobile phone', field: 'phone' }),
  room: z.string().optional().meta({ title: 'Room type' }),
  secret: z.string().optional().meta({ title: 'Password' }),
});

const crm = defineDestination<object>({
  type: 'crm',
  title: 'CRM',
  description: 'A CRM of the tests',
  apiVersion: '1',
  settings: z.object({}),
  auth: { kind: 'none' },
  baseUrl: () => 'https://crm.example',
  limits: () => [],
  testConnection: () => Promise.resolve({ account: 'Test' }),
  classify: () => ({ kind: 'ok' }),
  leaving: { stays: 'Records stay there.', export: 'Nothing.', revoke: 'Remove the connection.' },
  operations: {
    contact: defineOperation({
      title: 'Contact',
      description: 'Saves a contact',
      payload: Payload,
      scopes: [],
      dedupe: 'keyed-upsert',
      perform: () => Promise.resolve({}),
      defaultMapping: () => ({ fields: {} }),
    }),
  },
});

describe.each(engines)('suggestions, on $engine', ({ engine }) => {
  let server: Harness;
  let params: { workspaceId: string };

  beforeEach(async () => {
    server = await createHarness({
      databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined,
      destinations: { crm },
    });
    params = { workspaceId: server.workspaceId };
  });
  afterEach(() => server.close());

  const ask = async (fields: unknown[]) => (await server.client('suggestFields', { params, body: { fields } })).items;
  const connect = async () => {
    const { id } = await server.client('createConnection', { params, body: { destination: 'crm', name: 'CRM', settings: {} } });
    return { ...params, connectionId: id, operation: 'contact' };
  };

  test('tells what fields mean, in the names of labelled collections too', async () => {
    const row = {
      form: 'a.html',
      type: 'unknown',
      tag: 'input',
      input: 'email',
      name: 'mail',
      id: 'm',
      ph: '',
      aria: '',
      ac: 'email',
      label: 'E-Mail',
      lang: '',
    };
    const [collected, ours, password] = await ask([
      row,
      { key: 'your-name', label: 'Ihr Name', type: 'text' },
      { label: 'Passwort', type: 'password', form: 'b' },
    ]);
    expect(collected).toMatchObject({ index: 0, key: null, meaning: 'email', type: 'emailAddress', name: 'email', ignored: null });
    expect(collected?.confidence).toBeGreaterThan(0.9);
    expect(collected?.reasons.map(({ where }) => where)).toEqual(expect.arrayContaining(['autocomplete', 'label', 'type']));
    expect(ours).toMatchObject({ index: 1, key: 'your-name', meaning: 'fullName', type: 'fullName', name: 'full_name' });
    expect(password).toMatchObject({ meaning: 'password', type: 'password', name: null });
  });

  test('answers the other fields where one cannot be read, and a thousand at once', async () => {
    const many = Array.from({ length: 1200 }, (_, index) => ({ key: `f${index}`, label: 'E-mail', form: `form-${index}` }));
    const items = await ask([...many, 'nonsense', { label: 7 }]);
    expect(items).toHaveLength(1202);
    expect(items.slice(0, 1200).every(({ meaning }) => meaning === 'email')).toBe(true);
    expect(items.slice(1200).map(({ index, error }) => [index, error?.problems[0]?.path])).toEqual([
      [1200, '/fields/1200'],
      [1201, '/fields/1201/label'],
    ]);
  });

  test('says of a captcha that it is one, and suggests nothing', async () => {
    expect(await ask([{ name: 'captcha', label: 'Captcha' }])).toMatchObject([
      { meaning: null, type: 'unknown', name: null, ignored: 'captcha' },
    ]);
  });

  test('fills an operation’s fields from an event, and never from a password', async () => {
    const site = await server.pair();
    const answer = await site.post(formSubmission({ subject: {} }, { password: 'hunter22', tel: '030 901820' }));
    const { eventId } = (await answer.json()) as { eventId: string };
    const { items, mapping } = await server.client('suggestMapping', { params: await connect(), body: { eventId, country: 'DE' } });
    expect(mapping.fields).toEqual({
      '/email': { do: 'email', from: { do: 'path', path: '/data/fields/your-email' } },
      '/firstname': { do: 'splitName', from: { do: 'path', path: '/data/fields/your-name' }, part: 'first' },
      '/lastname': { do: 'splitName', from: { do: 'path', path: '/data/fields/your-name' }, part: 'last' },
      '/mobile': {
        do: 'e164',
        from: { do: 'path', path: '/data/fields/tel' },
        country: 'DE',
        countryFrom: { do: 'path', path: '/subject/country' },
      },
    });
    expect(items[0]).toMatchObject({ target: '/email', label: 'E-mail', name: 'email', from: [{ path: '/data/fields/your-email' }] });
    expect(items.every(({ confidence }) => confidence > 0.5 && confidence <= 1)).toBe(true);
  });

  test('fills them from a form nobody has filled in yet', async () => {
    const fields = [
      { key: '1', label: 'Vorname' },
      { key: '2', label: 'Nachname' },
      { key: '3', label: 'E-Mail-Adresse' },
    ];
    const { mapping } = await server.client('suggestMapping', { params: await connect(), body: { fields } });
    expect(mapping.fields).toEqual({
      '/email': { do: 'email', from: { do: 'path', path: '/data/fields/3' } },
      '/firstname': { do: 'path', path: '/data/fields/1' },
      '/lastname': { do: 'path', path: '/data/fields/2' },
    });
  });

  test('uses the workspace’s own names for what its forms ask', async () => {
    const before = await server.client('getVocabulary', { params });
    expect(before.items.find(({ meaning }) => meaning === 'email')).toMatchObject({ name: 'email', own: false });
    const items = [
      { name: 'room_type', label: 'Room type', words: ['Zimmerart', 'Room type', 'field_x8'] },
      { name: 'address_to_write_to', label: 'Post', meaning: 'email' },
    ];
    const saved = await server.client('putVocabulary', { params, body: { items } });
    expect(saved.items.slice(0, 2)).toMatchObject([
      { name: 'room_type', meaning: null, own: true },
      { name: 'address_to_write_to', own: true },
    ]);
    expect(saved.items.filter(({ meaning }) => meaning === 'email')).toHaveLength(1);

    const [german, numbered, email] = await ask([{ label: 'ZIMMERART *' }, { key: 'field_x8' }, { label: 'E-Mail' }]);
    expect([german?.name, numbered?.name, email?.name]).toEqual(['room_type', 'room_type', 'address_to_write_to']);
    const { mapping } = await server.client('suggestMapping', {
      params: await connect(),
      body: { fields: [{ key: 'z', label: 'Zimmerart' }] },
    });
    expect(mapping.fields).toEqual({ '/room': { do: 'path', path: '/data/fields/z' } });
    expect((await server.client('listAudit', { params })).items.map(({ action }) => action)).toContain('vocabulary.changed');
  });

  test('an own name that is called like a common one means the same, also where nobody said so', async () => {
    const items = [{ name: 'email', label: 'Post', meaning: null, words: ['Schreibt mir an'] }];
    await server.client('putVocabulary', { params, body: { items, base: [] } });
    const [own, common] = await ask([
      { key: '1', label: 'Schreibt mir an' },
      { key: '2', label: 'E-Mail' },
    ]);
    expect([own, common]).toMatchObject([
      { name: 'email', meaning: 'email' },
      { name: 'email', meaning: 'email' },
    ]);
    const { mapping } = await server.client('suggestMapping', {
      params: await connect(),
      body: { fields: [{ key: '2', label: 'E-Mail' }] },
    });
    expect(Object.keys(mapping.fields)).toEqual(['/email']);
    // It is kept as it was given, so that saving or applying it again changes nothing.
    await server.client('putVocabulary', { params, body: { items, base: items } });
  });

  test('does not write over names that somebody else saved meanwhile', async () => {
    const room = { name: 'room_type', label: 'Room type', meaning: null, words: ['Zimmerart'] };
    const board = { name: 'board', label: 'Board', meaning: null, words: [] };
    const put = (items: object[], base?: object[]) => server.client('putVocabulary', { params, body: { items, base } as never });
    await put([room], []);
    await expect(put([board], [])).rejects.toMatchObject({ status: 409, code: 'conflict' });
    await expect(put([board], [{ ...room, words: [] }])).rejects.toMatchObject({ code: 'conflict' });
    const names = async () => (await server.client('getVocabulary', { params })).items.filter(({ own }) => own).map(({ name }) => name);
    expect(await names()).toEqual(['room_type']);
    await put([room, board], [room]);
    expect(await names()).toEqual(['room_type', 'board']);
  });

  test('refuses two names for one meaning, and meanings that are none', async () => {
    const put = (items: { name: string; label: string; meaning: string }[]) => server.client('putVocabulary', { params, body: { items } });
    const twice = put([
      { name: 'mail', label: 'Mail', meaning: 'email' },
      { name: 'post', label: 'Post', meaning: 'email' },
    ]);
    await expect(twice).rejects.toMatchObject({ details: { problems: [{ path: '/items/1/meaning' }] } });
    await expect(put([{ name: 'mail', label: 'Mail', meaning: 'shoe size' }])).rejects.toBeInstanceOf(ApiError);
    expect((await server.client('getVocabulary', { params })).items.some(({ own }) => own)).toBe(false);
  });

  test('keeps workspaces apart', async () => {
    await server.client('putVocabulary', { params, body: { items: [{ name: 'room_type', label: 'Room type', words: ['Zimmerart'] }] } });
    const other = await server.client('createWorkspace', { body: { name: 'Another' } });
    const { items } = await server.client('suggestFields', {
      params: { workspaceId: other.id },
      body: { fields: [{ label: 'Zimmerart' }] },
    });
    expect(items[0]?.name).toBeNull();
  });
});
