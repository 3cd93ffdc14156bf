import type { ReconcileCursor } from '../jobs/types.ts';

/** What a reconciliation found. */
export function foundWords({ checked, missed, unreadable }: ReconcileCursor): string {
  const topics = Object.entries(missed).toSorted(([, one], [, other]) => other - one);
  const all = topics.reduce((sum, [, count]) => sum + count, 0);
  const compared = `Compared ${counted(checked.orders, 'order')} and ${counted(checked.customers, 'customer')} that changed.`;
  const found =
    all === 0
      ? 'Nothing was missing.'
      : `${counted(all, 'event')} had not come by webhook and ${all === 1 ? 'was' : 'were'} handed over now: ${topics.map(([topic, count]) => `${count} × ${topic}`).join(', ')}.`;
  const left = unreadable === 0 ? '' : ` ${counted(unreadable, 'record')} could not be read. Look at them in Shopify.`;
  return `${compared} ${found}${left}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
