import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { applyWorkspaceFile, type Applied } from '../domain/workspace-file/apply.ts';
import { parseWorkspaceFile } from '../domain/workspace-file/parse.ts';
import { listWorkspaces } from '../domain/workspace/list.ts';
import { AppError } from '../observe/app-error.ts';
import type { Store } from '../store/store.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { BY_COMMAND_LINE, withServer } from './context.ts';
import { note, say } from './print.ts';

const MARKS = { created: '+', updated: '~', waiting: '…', unchanged: ' ' } as const;

/** `handoff apply FILE`: makes a workspace what a file says. Doing it again changes nothing. */
export function applyCommand(program: Command): void {
  program
    .command('apply')
    .description('Make a workspace what a file (YAML or JSON) says: sources, connections, flows. Doing it again changes nothing.')
    .argument('<file>', 'the workspace file; - reads standard input')
    .option('--workspace <id or name>', 'the workspace to change; by default the one with the name in the file')
    .action(async (file: string, options: { workspace?: string }) => {
      const wanted = parseWorkspaceFile(await read(file));
      const applied = await withServer(async ({ deps }) => {
        const workspaceId = await workspaceFor(deps.store, options.workspace, wanted.workspace.name);
        return applyWorkspaceFile(deps, { workspaceId, file: wanted, env: (name) => process.env[name], by: BY_COMMAND_LINE });
      });
      report(applied);
      if (applied.problems.length > 0) {
        throw new AppError('invalid', 'The file holds, except for what follows. Put it right and apply the file again:', {
          problems: applied.problems,
        });
      }
    });
}

async function read(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new AppError('not_found', `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Undefined: there is none at all yet, so the file's is made. */
async function workspaceFor(store: Store, option: string | undefined, name: string): Promise<string | undefined> {
  if (option !== undefined) return (await chooseWorkspace(store, option)).id;
  const all = await listWorkspaces(store);
  if (all.length === 0) return undefined;
  const named = all.filter((workspace) => workspace.name === name);
  const [only] = named;
  if (only !== undefined && named.length === 1) return only.id;
  const known = all.map((workspace) => `  ${workspace.id}  ${workspace.name}`).join('\n');
  throw new AppError(
    'not_found',
    `${named.length === 0 ? 'No workspace is' : 'Several workspaces are'} called “${name}”, as in the file. Say which with --workspace:\n${known}`,
  );
}

function report({ workspaceId, changes, notes }: Applied): void {
  const done = changes.filter((change) => change.action !== 'unchanged');
  say(
    ...done.map(
      ({ action, entry, details }) => `${MARKS[action]} ${entry}: ${action}${details.length === 0 ? '' : ` (${details.join(', ')})`}`,
    ),
  );
  const of = (action: string) => changes.filter((change) => change.action === action).length;
  const changed = of('created') + of('updated');
  say(
    changed === 0
      ? `No changes in ${workspaceId}.`
      : `${of('created')} created, ${of('updated')} updated, ${of('unchanged')} unchanged in ${workspaceId}.`,
  );
  note(...notes);
}
