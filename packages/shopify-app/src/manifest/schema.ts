import { z } from 'zod';

const list = z.array(z.string().min(1));
/** Where Shopify posts to: a path under the app's address. Other schemes (Pub/Sub, EventBridge) are not ours. */
const Uri = z.string().regex(/^\/[\w/-]+$/, 'Name a path under the app’s address, such as "/webhooks".');
const Https = z.url({ protocol: /^https$/, error: 'Shopify takes https addresses only.' });
const scopeList = z.string().transform((text) => text.split(',').map((scope) => scope.trim()));

/** What we use of `shopify.app.toml`; anything else in it is a mistake of ours, so it is refused. */
export const Manifest = z.strictObject({
  client_id: z.string().min(1),
  name: z.string().min(1).max(30),
  handle: z.string().min(1),
  application_url: Https,
  embedded: z.literal(true),
  build: z.record(z.string(), z.boolean()),
  access_scopes: z.strictObject({ scopes: scopeList, optional_scopes: list }),
  auth: z.strictObject({ redirect_urls: z.array(Https).min(1) }),
  webhooks: z.strictObject({
    api_version: z.string(),
    subscriptions: z
      .array(z.strictObject({ uri: Uri, topics: list.optional(), compliance_topics: list.optional(), api_version: z.string().optional() }))
      .min(1),
  }),
  app_proxy: z.strictObject({ url: Uri, subpath: z.string().min(1), prefix: z.enum(['a', 'apps', 'community', 'tools']) }),
  pos: z.strictObject({ embedded: z.literal(false) }),
});
export type Manifest = z.infer<typeof Manifest>;

/** A field a merchant fills in, or a trigger brings. */
const Field = z.looseObject({ type: z.string(), key: z.string().optional(), required: z.boolean().optional() });

/** One extension of `extensions/<name>/shopify.extension.toml`, as far as the app has to keep up with it. */
export const Extension = z.looseObject({
  type: z.enum(['theme', 'web_pixel_extension', 'flow_trigger', 'flow_action']),
  name: z.string(),
  handle: z.string().optional(),
  runtime_url: Uri.optional(),
  settings: z.looseObject({ fields: z.union([z.array(Field), z.record(z.string(), z.looseObject({}))]).optional() }).optional(),
});
export type Extension = z.infer<typeof Extension>;

/** A file holds either one extension or a list of them. */
export const ExtensionFile = z
  .union([z.object({ extensions: z.tuple([z.looseObject({})]), settings: z.unknown().optional() }), z.looseObject({ type: z.string() })])
  .transform((file) => ('extensions' in file ? { ...(file.extensions as [object])[0], settings: file.settings } : file))
  .pipe(Extension);
