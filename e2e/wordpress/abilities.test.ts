import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOn } from './support/environment.ts';
import { FORM_PLUGINS } from './support/form-plugins.ts';
import { pairedSite, type PairedSite } from './support/paired.ts';
import { until } from './support/until.ts';
import { signIn, visit } from './support/visitor.ts';

const ABILITIES = 'wp-abilities/v1/abilities';
const FORM = FORM_PLUGINS.find(({ slug }) => slug === 'contact-form-7');

interface Ability {
  name: string;
  category: string;
  input_schema: { type?: string };
  output_schema: { type?: string };
  meta: { annotations: Record<string, boolean> };
}

describeOn(['7.1'], 'What WordPress is told it can ask of Handoff', ({ database, version }) => {
  let on: PairedSite;
  beforeAll(async () => {
    on = await pairedSite(database, { version, plugins: ['contact-form-7'] });
    await on.site.php(FORM?.make ?? '');
  });
  afterAll(() => on?.close());

  test('three abilities, described so that others can use them', async () => {
    const { status, json } = await on.admin.rest<Ability[]>('GET', `${ABILITIES}?per_page=100`);
    expect(status).toBe(200);
    const ours = json.filter(({ name }) => name.startsWith('handoff/')).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    expect(ours.map(({ name, meta }) => [name, meta.annotations])).toEqual([
      ['handoff/list-sources', { readonly: true, destructive: false, idempotent: true }],
      ['handoff/send-test', { readonly: false, destructive: false, idempotent: false }],
      ['handoff/status', { readonly: true, destructive: false, idempotent: true }],
    ]);
    for (const ability of ours) {
      expect(ability).toMatchObject({ category: 'handoff', input_schema: { type: 'object' } });
      expect(ability.output_schema.type).toMatch(/object|array/);
    }
    expect((await on.admin.rest<{ label: string }>('GET', 'wp-abilities/v1/categories/handoff')).json.label).toBe('Handoff');
  });

  test('an assistant sees how it goes, what is captured, and that a test arrives', async () => {
    const ask = async <T>(name: string, query = '') => {
      const { status, json } = await on.admin.rest<T>('GET', `${ABILITIES}/handoff/${name}/run${query}`);
      expect(status, JSON.stringify(json)).toBe(200);
      return json;
    };
    expect(await ask('status')).toMatchObject({ connected: true, connection: { server: on.server.url }, sending: { state: 'on' } });
    const sources = await ask<{ slug: string; forms: { title: string }[] }[]>('list-sources');
    expect(sources.find(({ slug }) => slug === 'contact-form-7')?.forms.map(({ title }) => title)).toContain('Ask us');
    expect(sources.some(({ slug }) => slug === 'gravity-forms')).toBe(false);
    const all = await ask<{ slug: string }[]>('list-sources', '?input[all]=true');
    expect(all.some(({ slug }) => slug === 'gravity-forms')).toBe(true);

    const input = { source: 'contact-form-7', email: 'assistant@example.com' };
    const { status, json } = await on.admin.rest<{ eventId: string; delivered: boolean }>('POST', `${ABILITIES}/handoff/send-test/run`, {
      input,
    });
    expect({ status, json }).toMatchObject({ status: 200, json: { delivered: true, message: null } });
    await until('the server has the test', async () => {
      const { items } = await on.server.client('listEvents', { params: { workspaceId: on.server.workspaceId }, query: { limit: 50 } });
      return items.some(({ contact }) => contact === 'assistant@example.com');
    });
    const wrong = await on.admin.rest<{ code: string }>('POST', `${ABILITIES}/handoff/send-test/run`, { input: { source: 'nothing' } });
    expect(wrong).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });

  test('nobody does by it what they may not do in the panel', async () => {
    await on.site.php(
      `wp_insert_user(['user_login' => 'ada', 'user_pass' => 'password', 'user_email' => 'ada@example.com', 'role' => 'editor']);`,
    );
    const editor = await signIn(on.served.url, 'ada');
    const run = async (who: typeof editor, name: string, method = 'GET') =>
      (await who.rest(method, `${ABILITIES}/handoff/${name}/run`, method === 'GET' ? undefined : { input: { source: 'contact-form-7' } }))
        .status;
    expect([await run(editor, 'status'), await run(editor, 'list-sources'), await run(editor, 'send-test', 'POST')]).toEqual([
      403, 403, 403,
    ]);
    await on.call('PUT', 'settings', { viewRoles: ['editor'] });
    expect([await run(editor, 'status'), await run(editor, 'list-sources'), await run(editor, 'send-test', 'POST')]).toEqual([
      200, 200, 403,
    ]);
    expect((await visit(on.served.url).get(`/wp-json/${ABILITIES}/handoff/status/run`)).status).toBe(401);
  });

  test('Settings → Connectors works, knows Handoff, and asks for no key of it', async () => {
    const page = await on.admin.get('/wp-admin/options-connectors.php');
    expect(page.status).toBe(200);
    expect(await on.site.php(`return wp_get_connector('handoff');`)).toMatchObject({
      name: 'Handoff',
      authentication: { method: 'none' },
      plugin: { file: 'handoff/handoff.php' },
    });
    const { json } = await on.admin.rest<Record<string, unknown>>('GET', 'wp/v2/settings');
    expect(Object.keys(json).length).toBeGreaterThan(5);
    expect(Object.keys(json).filter((name) => name.includes('handoff'))).toEqual([]);
    expect(await on.site.complaints()).toEqual([]);
  });
});

describeOn(['6.8'], 'A WordPress that has neither abilities nor connectors', ({ database }) => {
  let on: PairedSite;
  beforeAll(async () => {
    on = await pairedSite(database, { plugins: [] });
  });
  afterAll(() => on?.close());

  test('is not harmed, also where another plugin fires their hooks', async () => {
    expect(await on.site.php(`return [function_exists('wp_register_ability'), class_exists('WP_Connector_Registry')];`)).toEqual([
      false,
      false,
    ]);
    await on.site.php(
      `do_action('wp_abilities_api_categories_init'); do_action('wp_abilities_api_init'); do_action('wp_connectors_init', new stdClass());`,
    );
    expect((await on.status()).sending.state).toBe('on');
    expect(await on.site.complaints()).toEqual([]);
  });
});
