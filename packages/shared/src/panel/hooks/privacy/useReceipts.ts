import type { PersonReceipt } from '../../../api/privacy.ts';
import { receiptDocument } from '../../privacy/index.ts';
import { usePanelHost } from '../host.ts';
import { saveFile } from '../save-file.ts';
import { useServer, useServerAction } from '../server.ts';

export type Receipt = PersonReceipt;

const LOOK_EVERY_MS = 15_000;

/** Receipts, handing one out as a page, and saying that what one connection held was erased by hand. */
export function useReceipts() {
  const { workspaceId, t } = usePanelHost();
  const params = { workspaceId };
  const list = useServer('listReceipts', { params, query: {} }, { every: LOOK_EVERY_MS });
  const confirm = useServerAction('confirmReceipt');
  return {
    receipts: list.data?.items,
    error: list.error,
    retry: () => void list.refetch(),
    save: (receipt: Receipt) => saveFile(`handoff-receipt-${receipt.id}.md`, receiptDocument(receipt, t), 'text/markdown'),
    confirm: {
      run: (receipt: Receipt, connectionId: string, onDone: () => void) =>
        confirm.mutate({ params: { ...params, receiptId: receipt.id }, body: { connectionId } }, { onSuccess: onDone }),
      busy: confirm.isPending,
      error: confirm.error,
      reset: confirm.reset,
    },
  };
}
