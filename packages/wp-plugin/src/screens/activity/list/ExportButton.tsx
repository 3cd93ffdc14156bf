import { type ActivityFilter, exportEvents, filterQuery } from '@handoff/shared/panel';
import { useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useMutation } from '@tanstack/react-query';
import { server } from '../../../app/clients.ts';
import { __, fill, t } from '../../../app/i18n.ts';
import type { ListedEvent } from '../data/types.ts';
import type { Names } from '../data/useNames.ts';

const PER_CALL = 200;
/** A browser holds this many without trouble; who needs more narrows the list. */
const MOST = 10_000;

/** The list as it is filtered, as a file for a spreadsheet. */
export function ExportButton({ filter, names }: { filter: ActivityFilter; names: Names }) {
  const workspaceId = useWorkspaceId();
  const run = useMutation({
    mutationFn: async () => {
      const { events, isPartial } = await collect(workspaceId, filter);
      download(exportEvents(events, { t, connection: names.connection, source: names.source }));
      return { count: events.length, isPartial };
    },
  });
  return (
    <div className="handoff-export">
      <Button
        variant="secondary"
        __next40pxDefaultSize
        isBusy={run.isPending}
        disabled={run.isPending}
        accessibleWhenDisabled
        onClick={() => run.mutate()}
      >
        {run.isPending ? __('Exporting…', 'handoff') : __('Export as CSV', 'handoff')}
      </Button>
      <span role="status" className="handoff-quiet">
        {run.data !== undefined && summary(run.data)}
        {run.error !== null && run.error.message}
      </span>
    </div>
  );
}

function summary({ count, isPartial }: { count: number; isPartial: boolean }): string {
  return isPartial
    ? fill(__('The latest {count} are in the file. Filter the list to export the others.', 'handoff'), { count })
    : fill(__('{count} exported.', 'handoff'), { count });
}

async function collect(workspaceId: string, filter: ActivityFilter): Promise<{ events: ListedEvent[]; isPartial: boolean }> {
  const events: ListedEvent[] = [];
  let before: number | null | undefined;
  while (before !== null && events.length < MOST) {
    const query = { ...filterQuery(filter), include: 'envelope' as const, limit: PER_CALL };
    const page = await server('listEvents', { params: { workspaceId }, query: before === undefined ? query : { ...query, before } });
    events.push(...page.items);
    before = page.next;
  }
  return { events, isPartial: before !== null };
}

function download(csv: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  link.download = `handoff-activity-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
