import type { ImportCursor } from '../jobs/types.ts';

/** What the owner should know about an import that is through; null where there is nothing to say. */
export function doneWords({ ordersFrom, unreadable }: ImportCursor): string | null {
  const said = [
    ...(ordersFrom === null
      ? []
      : ['Shopify shows this app only the orders of the last 60 days, so older ones were not imported. The customers all were.']),
    ...(unreadable === 0
      ? []
      : [`${unreadable} ${unreadable === 1 ? 'record' : 'records'} could not be read and were left out. Look at them in Shopify.`]),
  ];
  return said.length === 0 ? null : said.join(' ');
}
