import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { orderNode } from '../../../packages/shopify-app/test/support/nodes.ts';

const FIXTURE = new URL('../../../packages/shopify-app/fixtures/orders-paid.json', import.meta.url);
const PER_CHUNK = 50;
const PLACE = '0000000';

/**
 * The file of a bulk operation over this many orders, made as it is read: one recorded order again and again, each with
 * numbers of its own. Every order takes as many bytes as every other, so that a range can begin at any of them.
 */
export interface HistoryFile {
  from: (offset: number) => ReadableStream<Uint8Array>;
}

export async function historyFile(orders: number): Promise<HistoryFile> {
  const { payload } = JSON.parse(await readFile(FIXTURE, 'utf8')) as { payload: Record<string, unknown> };
  const { order, lines } = orderNode(payload);
  const id = `gid://shopify/Order/6200000${PLACE}`;
  const template = [
    { ...order, id, name: `#${PLACE}`, email: `person-${PLACE}@example.com`, refunds: [] },
    ...lines.map((line, index) => ({ ...line, id: `gid://shopify/LineItem/15${index}0000${PLACE}`, __parentId: id })),
  ]
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
  const size = Buffer.byteLength(template);
  const parts = template.split(PLACE);
  return {
    from: (offset) => {
      let next = offset / size;
      return new ReadableStream({
        pull: (controller) => {
          const end = Math.min(orders, next + PER_CHUNK);
          let text = '';
          for (; next < end; next += 1) text += parts.join(String(next).padStart(PLACE.length, '0'));
          controller.enqueue(Buffer.from(text));
          if (next >= orders) controller.close();
        },
      });
    },
  };
}
