import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { PersonReceipt, Retention, RetentionSettings } from '../privacy.ts';
import { id, inWs, ws } from './parts.ts';

export const privacyEndpoints = {
  getRetention: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/retention',
    tag: 'privacy',
    access: 'panel',
    status: 200,
    summary: 'How long each kind of data is kept, what was removed last, and when it is looked at next.',
    params: ws,
    answer: Retention,
  }),
  setRetention: endpoint({
    method: 'PUT',
    path: '/v1/workspaces/{workspaceId}/retention',
    tag: 'privacy',
    access: 'panel',
    needs: 'owner',
    status: 200,
    summary: 'Set for how many days each kind of data is kept; kinds left out follow the server’s defaults.',
    params: ws,
    body: RetentionSettings,
    answer: Retention,
  }),
  listReceipts: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/people/receipts',
    tag: 'privacy',
    access: 'panel',
    needs: 'manager',
    status: 200,
    summary: 'Receipts of exports and erasures, latest first, at most 200. They say what was done, not to whom.',
    params: ws,
    query: z.object({
      /** Only those that leave something to be erased by hand, or have not come to their end. */
      open: z.enum(['true', 'false']).optional(),
    }),
    answer: z.object({ items: z.array(PersonReceipt) }),
  }),
  getReceipt: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/people/receipts/{receiptId}',
    tag: 'privacy',
    access: 'panel',
    needs: 'manager',
    status: 200,
    summary: 'One receipt.',
    params: inWs({ receiptId: id }),
    answer: PersonReceipt,
  }),
  confirmReceipt: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/people/receipts/{receiptId}/confirm',
    tag: 'privacy',
    access: 'panel',
    status: 200,
    summary: 'Somebody erased by hand what a connection held: all that a receipt names of it is done.',
    params: inWs({ receiptId: id }),
    body: z.strictObject({ connectionId: id }),
    answer: PersonReceipt,
  }),
};
