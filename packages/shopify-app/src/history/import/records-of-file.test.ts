import { describe, expect, it } from 'vitest';
import { orderNode } from '../../../test/support/nodes.ts';
import { fixture } from '../../../test/support.ts';
import { type FileRecord, ordersOfFile } from './records-of-file.ts';
import type { FileLine } from './lines.ts';

const { order, lines } = orderNode(fixture('orders-create-company').payload);

async function* fileOf(...rows: unknown[]): AsyncGenerator<FileLine> {
  let end = 0;
  for (const row of rows) yield { text: JSON.stringify(row), end: (end += 100) };
}

async function read(...rows: unknown[]): Promise<FileRecord[]> {
  const found: FileRecord[] = [];
  for await (const record of ordersOfFile(fileOf(...rows), { email: true })) found.push(record);
  return found;
}

const linesOfOrder = (id: string) => lines.map((line) => ({ ...line, __parentId: id }));
const lineCount = ({ record }: FileRecord) => (record?.kind === 'order' ? (record.payload['line_items'] as unknown[]).length : undefined);

describe('ordersOfFile', () => {
  it('puts each order together with the lines that follow it', async () => {
    const other = { ...order, id: 'gid://shopify/Order/2' };
    const found = await read(order, ...linesOfOrder(order.id), other, ...linesOfOrder(other.id));
    expect(found.map(lineCount)).toEqual([lines.length, lines.length]);
    expect(found.map(({ end }) => end)).toEqual([100 * (1 + lines.length), 200 * (1 + lines.length)]);
  });

  it('leaves an order out as a whole where one of its lines cannot be read', async () => {
    const other = { ...order, id: 'gid://shopify/Order/2' };
    const [broken, whole] = await read(order, { ...linesOfOrder(order.id)[0], quantity: 'two' }, other, ...linesOfOrder(other.id));
    expect(broken?.record).toBeUndefined();
    expect(lineCount(whole!)).toBe(lines.length);
  });

  it('takes no line for another order’s, should a file not be grouped', async () => {
    const other = { ...order, id: 'gid://shopify/Order/2' };
    await expect(read(order, other, ...linesOfOrder(order.id))).rejects.toMatchObject({ code: 'unreadable' });
  });
});
