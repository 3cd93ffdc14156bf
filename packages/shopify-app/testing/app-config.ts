import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { z } from 'zod';

/** What Shopify knows of the app: read from the very files that are deployed. */
export interface AppConfig {
  scopes: string[];
  optionalScopes: string[];
  /** Topic → path under the app's address. */
  subscriptions: ReadonlyMap<string, string>;
  /** `/apps/handoff` of the storefront leads to this path under the app's address. */
  proxy: { prefix: string; path: string };
  /** Flow triggers of the app's extensions: handle → the fields a workflow may use. */
  flowTriggers: ReadonlyMap<string, readonly string[]>;
  /** What the web pixel's extension must be given; undefined where there is no such extension. */
  pixelSettings: readonly string[] | undefined;
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

/** Settings stand beside the extension they belong to, not in it. */
const Extension = z.union([
  z.object({
    extensions: z.tuple([z.object({ type: z.enum(['flow_trigger', 'flow_action']), handle: z.string() })]),
    settings: z.object({ fields: z.array(z.object({ key: z.string().default('customer_id') })) }),
  }),
  z.object({ type: z.literal('web_pixel_extension'), settings: z.object({ fields: z.record(z.string(), z.unknown()) }) }),
  z.object({ type: z.literal('theme') }),
]);

/** Reads `shopify.app.toml` and the extensions beside it. */
export function readAppConfig(folder = new URL('../', import.meta.url)): AppConfig {
  const { access_scopes, webhooks, app_proxy } = Toml.parse(readToml(new URL('shopify.app.toml', folder)));
  const extensions = readdirSync(new URL('extensions/', folder)).map((name) =>
    Extension.parse(readToml(new URL(`extensions/${name}/shopify.extension.toml`, folder))),
  );
  const pixel = extensions.find((one) => 'type' in one && one.type === 'web_pixel_extension');
  return {
    scopes: access_scopes.scopes,
    optionalScopes: access_scopes.optional_scopes,
    subscriptions: new Map(
      webhooks.subscriptions.flatMap(({ uri, topics, compliance_topics }) =>
        [...topics, ...compliance_topics].map((topic) => [topic, uri]),
      ),
    ),
    proxy: { prefix: `/${app_proxy.prefix}/${app_proxy.subpath}`, path: app_proxy.url },
    flowTriggers: new Map(
      extensions.flatMap((one) => {
        if (!('extensions' in one) || one.extensions[0].type !== 'flow_trigger') return [];
        return [[one.extensions[0].handle, one.settings.fields.map(({ key }) => key)] as const];
      }),
    ),
    pixelSettings: pixel !== undefined && 'settings' in pixel ? Object.keys(pixel.settings.fields) : undefined,
  };
}

function readToml(file: URL): unknown {
  return parse(readFileSync(file, 'utf8'));
}
