import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { z } from 'zod';

/** What Shopify knows of the app: read from the very file that is deployed. */
export interface AppConfig {
  scopes: string[];
  optionalScopes: string[];
  /** Topic → path under the app's address. */
  subscriptions: ReadonlyMap<string, string>;
  /** `/apps/handoff` of the storefront leads to this path under the app's address. */
  proxy: { prefix: string; path: string };
}

const list = (text: string) => text.split(',').filter((scope) => scope !== '');

const Toml = z.object({
  access_scopes: z.object({ scopes: z.string().transform(list), optional_scopes: z.array(z.string()).default([]) }),
  webhooks: z.object({
    subscriptions: z.array(
      z.object({ uri: z.string(), topics: z.array(z.string()).default([]), compliance_topics: z.array(z.string()).default([]) }),
    ),
  }),
  app_proxy: z.object({ url: z.string(), subpath: z.string(), prefix: z.string() }),
});

export function readAppConfig(file = new URL('../shopify.app.toml', import.meta.url)): AppConfig {
  const { access_scopes, webhooks, app_proxy } = Toml.parse(parse(readFileSync(file, 'utf8')));
  return {
    scopes: access_scopes.scopes,
    optionalScopes: access_scopes.optional_scopes,
    subscriptions: new Map(
      webhooks.subscriptions.flatMap(({ uri, topics, compliance_topics }) =>
        [...topics, ...compliance_topics].map((topic) => [topic, uri]),
      ),
    ),
    proxy: { prefix: `/${app_proxy.prefix}/${app_proxy.subpath}`, path: app_proxy.url },
  };
}
