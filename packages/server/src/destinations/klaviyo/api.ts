import type { VendorRequest } from '../kit/index.ts';

/** The revision every request names. Klaviyo keeps one for two years after its release: this one until July 2028. */
export const REVISION = '2026-07-15';

const JSON_API = 'application/vnd.api+json';

/** On every request, whatever it asks. */
export const HEADERS = { accept: JSON_API, revision: REVISION };

export function get(path: string, query: NonNullable<VendorRequest['query']> = {}): VendorRequest {
  return { method: 'GET', path, query, headers: HEADERS };
}

export function post(path: string, data: object, query: NonNullable<VendorRequest['query']> = {}): VendorRequest {
  return { method: 'POST', path, query, headers: { ...HEADERS, 'content-type': JSON_API }, json: { data } };
}
