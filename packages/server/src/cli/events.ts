import { EventState, Verdict } from '@handoff/shared/api';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { getEvent } from '../domain/event/get.ts';
import { listEvents } from '../domain/event/list.ts';
import { AppError } from '../observe/app-error.ts';
import type { Store } from '../store/store.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { BY_COMMAND_LINE, withServer } from './context.ts';
import { say, sayJson, sayTable } from './print.ts';

interface ListOptions {
  workspace?: string;
  state?: (typeof EventState.options)[number];
  verdict?: (typeof Verdict.options)[number];
  limit: number;
  json?: true;
}

const MAX_LIMIT = 200;

/** `handoff events` and `handoff events show ID`: what came in, and what became of it. */
export function eventsCommand(program: Command): void {
  const events = program
    .command('events')
    .description('List events, latest first.')
    .option('--workspace <id or name>', 'the workspace; needed where there are several')
    .addOption(new Option('--state <state>', 'only those in this state').choices(EventState.options))
    .addOption(new Option('--verdict <verdict>', 'only those with this verdict').choices(Verdict.options))
    .option('--limit <number>', `how many, at most ${MAX_LIMIT}`, readLimit, 50)
    .option('--json', 'as JSON')
    .action((options: ListOptions) => withServer(({ deps }) => list(deps.store, options)));

  events
    .command('show')
    .description('Show one event: its verdict, its deliveries and all that happened to it.')
    .argument('<id>', 'the event')
    .option('--json', 'as JSON, with the event as it was received')
    .action((id: string, _: unknown, command: Command) =>
      withServer(({ deps }) => show(deps.store, id, command.optsWithGlobals<{ json?: true }>().json === true)),
    );
}

function readLimit(value: string): number {
  const limit = Number(value);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new InvalidArgumentError(`It is a number from 1 to ${MAX_LIMIT}.`);
}

async function list(store: Store, options: ListOptions): Promise<void> {
  const { id: workspaceId } = await chooseWorkspace(store, options.workspace);
  const { items } = await listEvents(
    store,
    { workspaceId, sourceId: undefined, by: BY_COMMAND_LINE },
    {
      before: undefined,
      limit: options.limit,
      state: options.state,
      verdict: options.verdict,
      sourceId: undefined,
      type: undefined,
      contact: undefined,
    },
  );
  if (options.json) sayJson(items);
  else if (items.length === 0) say('No events.');
  else {
    sayTable(
      ['ID', 'RECEIVED', 'TYPE', 'VERDICT', 'CONTACT', 'DELIVERIES'],
      items.map((event) => [
        event.id,
        event.receivedAt,
        event.type,
        event.verdict ?? event.state,
        event.contact ?? '',
        summarize(event.deliveries),
      ]),
    );
  }
}

async function show(store: Store, eventId: string, json: boolean): Promise<void> {
  const row = await store.db.selectFrom('events').select('workspace_id').where('id', '=', eventId).executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', `There is no event ${eventId}. It may be older than what is kept.`);
  const event = await getEvent(store, { workspaceId: row.workspace_id, sourceId: undefined, by: BY_COMMAND_LINE }, eventId);
  if (json) return sayJson(event);
  say(`${event.id}  ${event.type}  ${event.verdict ?? event.state}${event.contact === null ? '' : `  ${event.contact}`}`);
  if (event.problems.length > 0)
    say('', 'What the sender should mend:', ...event.problems.map(({ path, message }) => `  ${path}: ${message}`));
  say('', ...event.timeline.map(({ at, message }) => `${at}  ${message}`));
  if (event.deliveryList.length === 0) return;
  say('');
  sayTable(
    ['DELIVERY', 'STEP', 'STATE', 'TRIES', 'ERROR'],
    event.deliveryList.map((delivery) => [
      delivery.id,
      delivery.step,
      delivery.state,
      String(delivery.attempts),
      delivery.error?.message ?? '',
    ]),
  );
}

/** `2 succeeded, 1 dead`. */
function summarize(deliveries: Partial<Record<string, number>>): string {
  return Object.entries(deliveries)
    .map(([state, number]) => `${number ?? 0} ${state}`)
    .join(', ');
}
