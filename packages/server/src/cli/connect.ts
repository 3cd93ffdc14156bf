import type { Command } from 'commander';
import { createConnectionCode } from '../domain/source/create-connection-code.ts';
import { createWorkspace } from '../domain/workspace/create.ts';
import { listWorkspaces } from '../domain/workspace/list.ts';
import { AppError } from '../observe/app-error.ts';
import type { Opened } from '../main.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { BY_COMMAND_LINE, withServer } from './context.ts';
import { note, say } from './print.ts';
import { readName } from './read-name.ts';

/** `handoff connect`: a connection code for a site; the first one also opens the first workspace. */
export function connectCommand(program: Command): void {
  program
    .command('connect')
    .description('Make a connection code, with which a site connects to this server.')
    .option('--workspace <id or name>', 'the workspace to connect the site to; needed where there are several')
    .option('--name <name>', 'open a new workspace with this name, and connect the site to it', readName)
    .action((options: { workspace?: string; name?: string }) =>
      withServer(async (server) => {
        const { config, deps } = server;
        if (config.publicUrl === undefined && config.port === 0) {
          throw new AppError(
            'invalid',
            'HANDOFF_PORT is 0, so the server’s address is not known here. Set HANDOFF_PUBLIC_URL to where sites reach it.',
          );
        }
        const workspace = await workspaceFor(server, options);
        const { code, expiresAt } = await createConnectionCode(deps, workspace.id);
        note(
          `Connection code for “${workspace.name}” (${workspace.id}), once, until ${expiresAt}.`,
          'Paste it on the site: in WordPress under Handoff → Settings, in Shopify in the app.',
          `The site must be able to reach ${deps.publicUrl()}${config.publicUrl === undefined ? '; if it cannot, set HANDOFF_PUBLIC_URL for the server and here' : ''}.`,
        );
        say(code);
      }),
    );
}

async function workspaceFor({ deps }: Opened, options: { workspace?: string; name?: string }): Promise<{ id: string; name: string }> {
  if (options.workspace !== undefined && options.name !== undefined) {
    throw new AppError('invalid', 'Say either --workspace, for one that is there, or --name, for a new one.');
  }
  const first = options.workspace === undefined && (await listWorkspaces(deps.store)).length === 0;
  if (!first && options.name === undefined) return chooseWorkspace(deps.store, options.workspace);
  return createWorkspace(deps, { name: options.name ?? 'My business', by: BY_COMMAND_LINE });
}
