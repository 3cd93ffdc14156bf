import type { DestinationDefinition } from '../../destinations/kit/types.ts';

/** The version of a vendor's API that is spoken, and the day (`YYYY-MM-DD`) it is supported no longer. */
export interface VendorVersion {
  name: string;
  endsOn: string;
  /** Where the vendor says so. */
  source: string;
}

const SOURCES: Record<string, VendorVersion> = {
  // Each is supported for at least twelve months.
  shopify: { name: '2026-10', endsOn: '2027-10-01', source: 'https://shopify.dev/docs/api/usage/versioning' },
};

/** Undefined: the vendor names no day. */
export function destinationVersion(definition: DestinationDefinition | undefined): VendorVersion | undefined {
  if (definition?.apiVersionEnds === undefined) return undefined;
  return { name: definition.apiVersion, endsOn: definition.apiVersionEnds.on, source: definition.apiVersionEnds.source };
}

export function sourceVersion(kind: string): VendorVersion | undefined {
  return SOURCES[kind];
}
