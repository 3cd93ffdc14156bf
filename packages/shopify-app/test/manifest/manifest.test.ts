import { GraphQLEnumType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { API_VERSION } from '../../src/admin/library.ts';
import { createShopifyApp } from '../../src/index.ts';
import { API_TOPICS, checkManifest, COMPLIANCE_TOPICS, type ManifestFacts } from '../../src/manifest/index.ts';
import { TOPICS } from '../../src/normalize/index.ts';
import { CONTROL_TOPICS } from '../../src/store/conditions.ts';
import { adminSchema, schemaAvailable } from '../../testing/schema.ts';
import { describedTopic, extensions, manifestFile } from '../support/manifest.ts';
import { CONFIG, createTestParts } from '../support/store.ts';

const elsewhere: ReadonlySet<string> = new Set([...COMPLIANCE_TOPICS, ...API_TOPICS]);

describe.skipIf(!(await schemaAvailable()))('shopify.app.toml', () => {
  let facts: ManifestFacts;

  beforeAll(async () => {
    const { schema } = await adminSchema();
    const topics = schema.getType('WebhookSubscriptionTopic') as GraphQLEnumType;
    const names = new Set(topics.getValues().map(({ name }) => name));
    const test = await createTestParts();
    const { app } = createShopifyApp(test.ports, CONFIG);
    await test.close();
    facts = {
      apiVersion: API_VERSION,
      isTopic: (topic) => {
        const onManifest = describedTopic(topic)?.available_on?.includes('toml') ?? true;
        return onManifest && names.has(topic.toUpperCase().replaceAll(/[/.]/g, '_'));
      },
      handled: [...TOPICS, ...CONTROL_TOPICS].filter((topic) => !elsewhere.has(topic)),
      posts: app.routes.filter(({ method }) => method === 'POST').map(({ path }) => path),
      extensions: extensions(),
    };
  }, 120_000);

  it('names topics that exist and are handled, addresses that answer, compliance, and one version', () => {
    expect(checkManifest(manifestFile(), facts)).toEqual([]);
  });

  it('leaves out only what it cannot name', () => {
    expect(API_TOPICS.map((topic) => describedTopic(topic)?.available_on)).toEqual(API_TOPICS.map(() => ['graphql']));
    expect(API_TOPICS.filter((topic) => !TOPICS.includes(topic))).toEqual([]);
  });

  type Subscription = { uri: string; topics?: string[]; compliance_topics?: string[] };
  const subscriptionsOf = (file: Record<string, unknown>) => (file['webhooks'] as { subscriptions: Subscription[] }).subscriptions;
  const first = (file: Record<string, unknown>): Subscription & { topics: string[] } => subscriptionsOf(file)[0] as never;

  it.each<[string, (file: Record<string, unknown>) => void, string]>([
    ['a topic that Shopify has not', (file) => first(file).topics.push('orders/created'), 'Shopify has no topic "orders/created"'],
    ['a topic only its API takes', (file) => first(file).topics.push('customer.joined_segment'), 'no topic "customer.joined_segment"'],
    ['a topic twice', (file) => first(file).topics.push('orders/paid'), '"orders/paid" is named twice'],
    ['a topic nobody handles', (file) => first(file).topics.push('products/update'), 'does nothing with "products/update"'],
    ['a topic short', (file) => first(file).topics.shift(), 'waits for "app/scopes_update"'],
    ['an address nobody answers', (file) => void (first(file).uri = '/hooks'), 'Nothing answers a POST to "/hooks"'],
    ['an address elsewhere', (file) => void (first(file).uri = 'https://evil.example/hooks'), 'Name a path under the app’s address'],
    ['no compliance', (file) => subscriptionsOf(file).pop(), 'compliance topic "shop/redact"'],
    [
      'another version',
      (file) => void ((file['webhooks'] as { api_version: string }).api_version = '2026-07'),
      'speaks 2026-10, not 2026-07',
    ],
    [
      'a proxy nobody answers',
      (file) => void ((file['app_proxy'] as { url: string }).url = '/forms'),
      'Nothing answers a POST below "/forms"',
    ],
    ['a member nobody knows', (file) => void (file['webhook'] = {}), 'Unrecognized key'],
  ])('is not right with %s', (_what, spoil, words) => {
    const file = manifestFile();
    spoil(file);
    expect(
      checkManifest(file, facts)
        .map(({ message }) => message)
        .join('\n'),
    ).toContain(words);
  });

  it('is not right with a Flow action nobody answers', () => {
    const action = facts.extensions.find(({ type }) => type === 'flow_action');
    const spoiled = {
      ...facts,
      extensions: [
        { ...action, runtime_url: '/flow/gone' },
        { ...action, runtime_url: undefined },
      ] as never,
    };
    expect(checkManifest(manifestFile(), spoiled).map(({ message }) => message)).toEqual([
      'Nothing answers a POST to "/flow/gone".',
      'A Flow action needs the address it runs at (runtime_url).',
    ]);
  });
});
