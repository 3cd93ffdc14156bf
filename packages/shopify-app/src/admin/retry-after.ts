/** `Retry-After` as Shopify sends it: seconds, with a fraction. Answers epoch milliseconds; undefined where it says nothing usable. */
export function waitUntil(header: string | number | null | undefined, now: number): number | undefined {
  const seconds = typeof header === 'number' ? header : Number.parseFloat(header ?? '');
  return Number.isFinite(seconds) && seconds >= 0 ? now + Math.ceil(seconds * 1000) : undefined;
}
