import { toProblems, type Problem } from '@handoff/shared/event';
import { type Extension, Manifest } from './schema.ts';

/** What the manifest is held against. */
export interface ManifestFacts {
  /** The API version the app speaks. */
  apiVersion: string;
  /** Whether Shopify has such a webhook topic, and lets a manifest subscribe to it. */
  isTopic: (topic: string) => boolean;
  /** The topics the app does something with, without compliance. */
  handled: readonly string[];
  /** Paths that answer a POST, relative to the app's address; `/x/*` for whatever lies below. */
  posts: readonly string[];
  extensions: readonly Extension[];
}

/** Every app of the store must be told of these. Source: shopify.dev, "Privacy law compliance". */
export const COMPLIANCE_TOPICS = ['customers/data_request', 'customers/redact', 'shop/redact'] as const;

/**
 * What Shopify's own command-line tool does not look at: it builds and deploys an app whose topics do not exist, whose
 * addresses nobody answers, and whose versions differ. Empty where all is well.
 * @param input The parsed `shopify.app.toml`.
 */
export function checkManifest(input: unknown, facts: ManifestFacts): Problem[] {
  const read = Manifest.safeParse(input);
  if (!read.success) return toProblems(read.error);
  return [
    ...checkTopics(read.data, facts),
    ...checkCompliance(read.data),
    ...checkRoutes(read.data, facts),
    ...checkVersions(read.data, facts),
  ];
}

function checkTopics({ webhooks }: Manifest, { isTopic, handled }: ManifestFacts): Problem[] {
  const topics = webhooks.subscriptions.flatMap((subscription) => subscription.topics ?? []);
  const path = '/webhooks/subscriptions';
  return [
    ...topics
      .filter((topic) => !isTopic(topic))
      .map((topic) => ({ path, message: `Shopify has no topic "${topic}" that a manifest can name.` })),
    ...topics
      .filter((topic, index) => topics.indexOf(topic) !== index)
      .map((topic) => ({ path, message: `"${topic}" is named twice: every change would come twice.` })),
    ...topics.filter((topic) => !handled.includes(topic)).map((topic) => ({ path, message: `The app does nothing with "${topic}".` })),
    ...handled
      .filter((topic) => !topics.includes(topic))
      .map((topic) => ({ path, message: `The app waits for "${topic}", which is not subscribed.` })),
  ];
}

function checkCompliance({ webhooks }: Manifest): Problem[] {
  const named = webhooks.subscriptions.flatMap((subscription) => subscription.compliance_topics ?? []);
  return COMPLIANCE_TOPICS.filter((topic) => named.filter((one) => one === topic).length !== 1).map((topic) => ({
    path: '/webhooks/subscriptions',
    message: `Subscribe to the compliance topic "${topic}" once; without it Shopify does not list the app.`,
  }));
}

function checkRoutes({ webhooks, app_proxy: proxy }: Manifest, { posts, extensions }: ManifestFacts): Problem[] {
  const uris = [
    ...webhooks.subscriptions.map(({ uri }, index) => ({ uri, path: `/webhooks/subscriptions/${index}/uri` })),
    ...extensions.flatMap(({ runtime_url: uri, handle }) =>
      uri === undefined ? [] : [{ uri, path: `/extensions/${handle ?? ''}/runtime_url` }],
    ),
  ];
  const deaf = uris
    .filter(({ uri }) => !posts.includes(uri))
    .map(({ uri, path }) => ({ path, message: `Nothing answers a POST to "${uri}".` }));
  const actions = extensions
    .filter(({ type, runtime_url: uri }) => type === 'flow_action' && uri === undefined)
    .map(({ handle }) => ({ path: `/extensions/${handle ?? ''}`, message: 'A Flow action needs the address it runs at (runtime_url).' }));
  if (posts.some((path) => path.startsWith(`${proxy.url}/`))) return [...deaf, ...actions];
  return [...deaf, ...actions, { path: '/app_proxy/url', message: `Nothing answers a POST below "${proxy.url}".` }];
}

function checkVersions({ webhooks }: Manifest, { apiVersion }: ManifestFacts): Problem[] {
  const named = [
    { version: webhooks.api_version, path: '/webhooks/api_version' },
    ...webhooks.subscriptions.map(({ api_version: version }, index) => ({ version, path: `/webhooks/subscriptions/${index}/api_version` })),
  ];
  return named
    .filter(({ version }) => version !== undefined && version !== apiVersion)
    .map(({ path, version }) => ({
      path,
      message: `The app speaks ${apiVersion}, not ${version ?? ''}: payloads of two versions differ.`,
    }));
}
