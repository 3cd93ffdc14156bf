import type { Envelope } from '@handoff/shared/event';
import type { ShopHarness } from '../../testing/harness.ts';

/** Every event a workspace has, as it was handed over, in the order in which it came. */
export async function eventsAt(house: Pick<ShopHarness, 'operator'>, workspaceId: string): Promise<Envelope[]> {
  const found: Envelope[] = [];
  let before: number | undefined;
  do {
    const query = { limit: 200, include: 'envelope' as const, ...(before === undefined ? {} : { before }) };
    const { items, next } = await house.operator('listEvents', { params: { workspaceId }, query });
    found.push(...items.map(({ envelope }) => envelope as Envelope));
    before = next ?? undefined;
  } while (before !== undefined);
  return found.toReversed();
}
