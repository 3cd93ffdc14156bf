import { useMutation } from '@tanstack/react-query';
import type { Client } from '../../../api/index.ts';
import { type ActivityFilter, exportEvents, filterQuery } from '../../index.ts';
import { fill } from '../../translate.ts';
import type { ListedEvent } from '../answers.ts';
import { usePanelHost } from '../host.ts';
import type { Names } from './useNames.ts';
import { saveFile } from '../save-file.ts';

const PER_CALL = 200;
/** A browser holds this many without trouble; who needs more narrows the list. */
const MOST = 10_000;

/** Hands out the list as it is filtered, as a file for a spreadsheet; `said` is what came of it. */
export function useExport(filter: ActivityFilter, names: Names): { run: () => void; busy: boolean; said: string } {
  const { server, workspaceId, t, locale } = usePanelHost();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async () => {
      const { events, isPartial } = await collect(server, workspaceId, filter);
      const { connection, source } = names;
      saveFile('handoff-activity-{day}.csv', exportEvents(events, { t, locale, connection, source }), 'text/csv');
      return { count: events.length, isPartial };
    },
  });
  const summary =
    data === undefined
      ? ''
      : fill(data.isPartial ? t('The latest {count} are in the file. Filter the list to export the others.') : t('{count} exported.'), {
          count: data.count,
        });
  return { run: () => mutate(), busy: isPending, said: error?.message ?? summary };
}

async function collect(
  server: Client,
  workspaceId: string,
  filter: ActivityFilter,
): Promise<{ events: ListedEvent[]; isPartial: boolean }> {
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
