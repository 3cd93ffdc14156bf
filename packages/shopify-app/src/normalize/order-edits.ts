import { z } from 'zod';
import { Id, readId } from './ids.ts';
import { orderUrl } from './order-data.ts';
import { toSubject } from './people.ts';
import { compact, occurredAt, readPayload } from './read.ts';
import type { Normaliser, Run } from './types.ts';

const Changes = z.array(z.object({ id: Id, delta: z.number() })).nullish();

const OrderEditPayload = z.object({
  order_edit: z.object({
    id: Id,
    order_id: Id,
    created_at: z.string().nullish(),
    committed_at: z.string().nullish(),
    notify_customer: z.boolean().nullish(),
    staff_note: z.string().nullish(),
    line_items: z.object({ additions: Changes, removals: Changes }).nullish(),
  }),
});

/**
 * `orders/edited` says what changed, not what the order is now: no total, no customer. The whole order follows in
 * `orders/updated`; a flow that needs it should start there.
 */
export const orderEdited: Normaliser = (payload, run) => {
  const read = readPayload(OrderEditPayload, payload, run);
  if (read === undefined) return 'unreadable';
  const edit = read.order_edit;
  const orderId = readId(edit.order_id, undefined, '/order_edit/order_id', run);
  const editId = readId(edit.id, undefined, '/order_edit/id', run);
  return {
    type: 'order.edited',
    nativeId: orderId,
    nativeVersion: editId,
    occurredAt: occurredAt(run, edit.committed_at, edit.created_at),
    subject: toSubject({}, run),
    data: {
      orderId,
      editId,
      added: toChanges(edit.line_items?.additions, '/order_edit/line_items/additions', run),
      removed: toChanges(edit.line_items?.removals, '/order_edit/line_items/removals', run),
      adminUrl: orderUrl(run, orderId),
      ...compact({ note: edit.staff_note, customerNotified: edit.notify_customer }),
    },
  };
};

function toChanges(changes: z.infer<typeof Changes>, path: string, run: Run): { lineItemId: string; quantity: number }[] {
  return (changes ?? []).map(({ id, delta }, index) => ({
    lineItemId: readId(id, undefined, `${path}/${index}/id`, run),
    quantity: delta,
  }));
}
