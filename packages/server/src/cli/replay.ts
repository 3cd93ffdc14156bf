import type { Command } from 'commander';
import type { Reach } from '../domain/reach.ts';
import { AppError } from '../observe/app-error.ts';
import { replayEvent } from '../pipeline/replay-event.ts';
import { replayByFilter, replayDeliveries, type Replayed, type ReplayOptions } from '../pipeline/replay.ts';
import type { Opened } from '../main.ts';
import type { Store } from '../store/store.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { BY_COMMAND_LINE, withServer } from './context.ts';
import { note, say } from './print.ts';

interface Options {
  dead?: true;
  workspace?: string;
  connection?: string;
  current?: true;
  asNew?: true;
  force?: true;
}

/** `handoff replay`: queues events or deliveries again; a server that runs sends them. */
export function replayCommand(program: Command): void {
  program
    .command('replay')
    .description('Send events or deliveries again. What arrived already, or would overwrite newer data, is left out and says so.')
    .argument('[ids...]', 'events (evt_…) and deliveries (dlv_…)')
    .option('--dead', 'every dead letter, instead of naming ids')
    .option('--workspace <id or name>', 'with --dead: the workspace; needed where there are several')
    .option('--connection <id or short name>', 'with --dead: those of one connection only')
    .option('--current', 'with the flow as it is published now, not as it was then')
    .option('--as-new', 'under a new key: the destination may make a second record')
    .option('--force', 'also where newer data of the same contact went out since')
    .action((ids: string[], options: Options) => {
      if (ids.length > 0 === (options.dead === true))
        throw new AppError('invalid', 'Say what to replay: ids of events or deliveries, or --dead for every dead letter.');
      if (options.dead !== true && (options.connection !== undefined || options.workspace !== undefined)) {
        throw new AppError('invalid', '--workspace and --connection go with --dead; an id says by itself where it belongs.');
      }
      return withServer(async ({ deps }) => {
        const how = {
          version: options.current ? ('current' as const) : ('pinned' as const),
          asNew: options.asNew === true,
          force: options.force === true,
        };
        if (options.dead) await replayDead(deps, options, how);
        else report(told(await replayNamed(deps, ids, how)));
      });
    });
}

interface Outcome extends Replayed {
  /** Events that are processed again; what they send follows from that. */
  processing: string[];
}

/** As many as one step takes; what came of them is said before the next. */
const AT_ONCE = 1000;

async function replayDead(deps: Opened['deps'], { workspace, connection }: Options, how: ReplayOptions): Promise<void> {
  const { store } = deps;
  const { id } = await chooseWorkspace(store, workspace);
  const connectionId = connection === undefined ? undefined : await findConnection(store, id, connection);
  const filter = { states: ['dead' as const], connectionId, flowId: undefined, since: undefined, limit: AT_ONCE };
  const counts: Counts = { sent: 0, processing: 0, leftOut: 0 };
  let after: string | undefined;
  do {
    const { next, ...replayed } = await replayByFilter(deps, reachOf(id), { ...filter, after }, how);
    const { sent, leftOut } = told({ ...replayed, processing: [] });
    counts.sent += sent;
    counts.leftOut += leftOut;
    if (next !== null) note(`${counts.sent} to be sent again so far, ${counts.leftOut} left out; going on.`);
    after = next ?? undefined;
  } while (after !== undefined);
  report(counts);
}

async function replayNamed(deps: Opened['deps'], ids: string[], how: ReplayOptions): Promise<Outcome> {
  const { store } = deps;
  const events = ids.filter((id) => id.startsWith('evt_'));
  const deliveries = ids.filter((id) => id.startsWith('dlv_'));
  const strange = ids.find((id) => !events.includes(id) && !deliveries.includes(id));
  if (strange !== undefined) throw new AppError('invalid', `"${strange}" is neither an event (evt_…) nor a delivery (dlv_…).`);
  const outcome: Outcome = { deliveryIds: [], skipped: [], processing: [] };
  const workspaces = { ...(await workspacesOf(store, 'events', events)), ...(await workspacesOf(store, 'deliveries', deliveries)) };
  for (const id of events) {
    const { deliveryIds, skipped, processing } = await replayEvent(deps, reachOf(workspaces[id] ?? ''), id, how);
    outcome.deliveryIds.push(...deliveryIds);
    outcome.skipped.push(...skipped);
    if (processing) outcome.processing.push(id);
  }
  for (const workspaceId of new Set(deliveries.map((id) => workspaces[id] ?? ''))) {
    const mine = deliveries.filter((id) => (workspaces[id] ?? '') === workspaceId);
    const { deliveryIds, skipped } = await replayDeliveries(deps, reachOf(workspaceId), mine, how);
    outcome.deliveryIds.push(...deliveryIds);
    outcome.skipped.push(...skipped);
  }
  return outcome;
}

function reachOf(workspaceId: string): Reach {
  return { workspaceId, sourceId: undefined, by: BY_COMMAND_LINE };
}

async function workspacesOf(store: Store, table: 'events' | 'deliveries', ids: string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const rows = await store.db.selectFrom(table).select(['id', 'workspace_id']).where('id', 'in', ids).execute();
  return Object.fromEntries(rows.map((row) => [row.id, row.workspace_id]));
}

async function findConnection(store: Store, workspaceId: string, wanted: string): Promise<string> {
  const row = await store.db
    .selectFrom('connections')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .where((where) => where.or([where('id', '=', wanted), where('slug', '=', wanted)]))
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', `There is no connection "${wanted}" in this workspace.`);
  return row.id;
}

interface Counts {
  sent: number;
  processing: number;
  leftOut: number;
}

/** Says what was made, and why the rest was not. */
function told({ deliveryIds, skipped, processing }: Outcome): Counts {
  say(...deliveryIds, ...processing);
  note(...skipped.map(({ deliveryId, reason }) => `${deliveryId ?? 'a step'}: left out. ${reason}`));
  return { sent: deliveryIds.length, processing: processing.length, leftOut: skipped.length };
}

/** Ends with 1 where nothing of what was asked for could be done. */
function report({ sent, processing, leftOut }: Counts): void {
  const left = leftOut === 0 ? '' : ` ${leftOut} left out.`;
  note(
    sent + processing === 0
      ? `Nothing was replayed.${left}`
      : `${sent} to be sent again, ${processing} to be processed again; a server that runs does it.${left}`,
  );
  if (sent + processing === 0 && leftOut > 0) process.exitCode = 1;
}
