import type { Pages } from '../activity/usePages.ts';
import type { ListedEvent } from '../answers.ts';
import { useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';

const PER_PAGE = 20;

export interface ChangedCopies {
  /** Undefined until they are known. */
  items: readonly ListedEvent[] | undefined;
  next: number | null;
  error: Error | null;
  retry: () => void;
}

/** What came under a known key with other content and waits, set aside, for somebody who wants it processed too. */
export function useChangedCopies(pages: Pages): ChangedCopies {
  const query = { layer: 'delivery' as const, limit: PER_PAGE, ...(pages.before === undefined ? {} : { before: pages.before }) };
  const copies = useServer('listDuplicates', { params: { workspaceId: useWorkspaceId() }, query }, { keep: true });
  return { items: copies.data?.items, next: copies.data?.next ?? null, error: copies.error, retry: () => void copies.refetch() };
}
