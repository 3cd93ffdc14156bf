/** What sources tell beside a person's own ids: where they were met. All customers of a shop share it, so it names none of them. */
const PLACES: ReadonlySet<string> = new Set(['shopify_shop']);
/** Counted by each site for itself: number 7 of one is somebody else than number 7 of another. */
const COUNTED_BY_SITE: ReadonlySet<string> = new Set(['wordpress_user', 'woocommerce_customer']);

/** The ids by which other systems know a person, without empty ones, and without those of the place the person was met at. */
export function personIds(externalIds: Readonly<Record<string, string>> | undefined): [system: string, id: string][] {
  return Object.entries(externalIds ?? {})
    .map(([system, id]): [string, string] => [system.trim(), id.trim()])
    .filter(([system, id]) => system !== '' && id !== '' && !PLACES.has(system));
}

/** The names of those ids that say who it is only together with the site that gave them. */
export function siteCountedIds(externalIds: Readonly<Record<string, string>> | undefined): string[] {
  return personIds(externalIds)
    .map(([system]) => system)
    .filter((system) => COUNTED_BY_SITE.has(system));
}

/** The ids in a form that is one person's: `stripe_customer:cus_1`, `wordpress_user@src_1:7`. `sourceId`: who told of them, where that is known. */
export function personIdKeys(externalIds: Readonly<Record<string, string>> | undefined, sourceId: string | undefined): string[] {
  return personIds(externalIds).map(([system, id]) =>
    sourceId !== undefined && COUNTED_BY_SITE.has(system) ? `${system}@${sourceId}:${id}` : `${system}:${id}`,
  );
}
