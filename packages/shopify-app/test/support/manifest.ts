import { readdirSync, readFileSync } from 'node:fs';
import { parse as parseToml } from 'smol-toml';
import { allTopicsForVersion, metadataForWebhook } from 'shopify-webhook-schemas';
import { z } from 'zod';
import { type Extension, ExtensionFile, Manifest } from '../../src/manifest/index.ts';

const PACKAGE = new URL('../../', import.meta.url);

/** `shopify.app.toml`, parsed and not checked. */
export function manifestFile(): Record<string, unknown> {
  return parseToml(readFileSync(new URL('shopify.app.toml', PACKAGE), 'utf8'));
}

export function manifest(): Manifest {
  return Manifest.parse(manifestFile());
}

export function extensions(): Extension[] {
  const folder = new URL('extensions/', PACKAGE);
  return readdirSync(folder).map((name) =>
    ExtensionFile.parse(parseToml(readFileSync(new URL(`${name}/shopify.extension.toml`, folder), 'utf8'))),
  );
}

/** The newest version whose topics the package describes. */
const DESCRIBED = '2026-07';
const Described = z.object({ access_scopes: z.array(z.string()).default([]), available_on: z.array(z.string()).optional() });

/** What Shopify's documentation says of a topic; undefined where it says nothing. */
export function describedTopic(topic: string): z.infer<typeof Described> | undefined {
  if (!allTopicsForVersion(DESCRIBED).includes(topic)) return undefined;
  return Described.parse(metadataForWebhook(DESCRIBED, topic));
}
