import { AdminError } from '../../admin/errors.ts';
import { Customer } from '../../admin/operations/customers.ts';
import { Line, Order } from '../../admin/operations/orders.ts';
import { customerRecord, type CustomerRecord, orderRecord, type OrderRecord, type Shown } from '../../records/index.ts';
import type { FileLine } from './lines.ts';

/** A record of the file, and where the next one begins. `undefined`: it could not be read. */
export interface FileRecord {
  record: OrderRecord | CustomerRecord | undefined;
  end: number;
}

export async function* customersOfFile(lines: AsyncIterable<FileLine>, shown: Shown): AsyncGenerator<FileRecord> {
  for await (const { text, end } of lines) {
    const customer = Customer.safeParse(readJson(text));
    yield { record: customer.success ? customerRecord(customer.data, shown) : undefined, end };
  }
}

/** An order's lines follow it (`groupObjects`), so it is whole when the next order begins. */
export async function* ordersOfFile(lines: AsyncIterable<FileLine>, shown: Shown): AsyncGenerator<FileRecord> {
  let open: { id: unknown; order: Order | undefined; lines: Line[]; end: number } | undefined;
  const close = ({ order, lines: own, end }: NonNullable<typeof open>): FileRecord => ({
    record: order && orderRecord(order, own, shown),
    end,
  });
  for await (const { text, end } of lines) {
    const json = readJson(text);
    const { id, __parentId: parent } = json;
    if (parent === undefined) {
      if (open !== undefined) yield close(open);
      const order = Order.safeParse(json);
      open = { id, order: order.data, lines: [], end };
      continue;
    }
    if (open === undefined || open.id !== parent) throw unreadable();
    const line = Line.safeParse(json);
    // An order without one of its lines would look right and be wrong.
    if (line.success) open.lines.push(line.data);
    else open.order = undefined;
    open.end = end;
  }
  if (open !== undefined) yield close(open);
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable();
  }
}

function unreadable(): AdminError {
  return new AdminError('unreadable', 'Shopify’s file with the shop’s history is not as this version of its API promises.');
}
