import { useState } from 'react';
import type { AnswerOf } from '../../../api/client.ts';
import type { endpoints } from '../../../api/endpoints/index.ts';
import { type AuditFilter, auditQuery } from '../../index.ts';
import { usePages } from '../activity/index.ts';
import { usePanelHost } from '../host.ts';
import { useServer, useServerAction } from '../server.ts';

export type Change = AnswerOf<typeof endpoints.listAudit>['items'][number];

const EVERYTHING: AuditFilter = { entity: '', actor: '', from: '', to: '' };
const PER_PAGE = 50;
const LOOK_EVERY_MS = 30_000;

/** Which changes somebody wants to see, and how the server is asked for them. */
export function useAuditFilter() {
  const [filter, setFilter] = useState(EVERYTHING);
  return {
    filter,
    query: auditQuery(filter),
    isFiltered: Object.values(filter).some((value) => value !== ''),
    narrow: (part: Partial<AuditFilter>) => setFilter({ ...filter, ...part }),
  };
}

/** Who changed what, filtered, a page at a time. */
export function useAudit() {
  const { workspaceId } = usePanelHost();
  const { filter, isFiltered, narrow, query: wanted } = useAuditFilter();
  const pages = usePages('changes');
  const { before } = pages;
  const query = { limit: PER_PAGE, ...(before === undefined ? {} : { before }), ...wanted };
  const list = useServer('listAudit', { params: { workspaceId }, query }, { every: LOOK_EVERY_MS });
  return {
    changes: list.data?.items,
    next: list.data?.next ?? null,
    pages,
    filter,
    isFiltered,
    narrow: (part: Partial<AuditFilter>) => {
      pages.first();
      narrow(part);
    },
    error: list.error,
    retry: () => void list.refetch(),
  };
}

/** Puts back what a change replaced. */
export function useUndo(change: Pick<Change, 'id'>) {
  const { workspaceId } = usePanelHost();
  const undo = useServerAction('undoChange');
  return {
    run: (onDone: () => void) => undo.mutate({ params: { workspaceId, changeId: String(change.id) } }, { onSuccess: onDone }),
    busy: undo.isPending,
    error: undo.error,
  };
}
