import type { Command } from 'commander';
import { issueToken } from '../domain/token/issue.ts';
import { listTokens } from '../domain/token/list.ts';
import { revokeToken } from '../domain/token/revoke.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { BY_COMMAND_LINE, withServer } from './context.ts';
import { note, say, sayTable } from './print.ts';
import { readName } from './read-name.ts';

/** `handoff token create | list | revoke`: who may call the API. */
export function tokenCommand(program: Command): void {
  const token = program.command('token').description('API tokens: make, list and revoke them.');

  token
    .command('create')
    .description('Make an API token. It is printed once, alone on standard output.')
    .option('--name <name>', 'what it is for', readName, 'command line')
    .option('--workspace <id or name>', 'reach this workspace only, instead of all')
    .action((options: { name: string; workspace?: string }) =>
      withServer(async ({ deps }) => {
        const workspace = options.workspace === undefined ? undefined : await chooseWorkspace(deps.store, options.workspace);
        const made = await issueToken(deps, { name: options.name, workspaceId: workspace?.id ?? null, by: BY_COMMAND_LINE });
        note(
          `API token “${options.name}” (${made.id}) for ${workspace === undefined ? 'every workspace' : `“${workspace.name}”`}. Keep it safe: it is not shown again.`,
        );
        say(made.token);
      }),
    );

  token
    .command('list')
    .description('List API tokens, without their secrets.')
    .action(() =>
      withServer(async ({ deps }) => {
        const tokens = await listTokens(deps.store);
        const rows = tokens.map((each) => [
          each.id,
          each.name,
          each.workspaceId ?? 'all',
          each.createdAt,
          each.lastUsedAt ?? 'never',
          each.revokedAt ?? '',
        ]);
        sayTable(['ID', 'NAME', 'WORKSPACE', 'CREATED', 'LAST USED', 'REVOKED'], rows);
      }),
    );

  token
    .command('revoke')
    .description('Revoke an API token: from then on it is refused.')
    .argument('<id>', 'the token’s id, as `handoff token list` shows it')
    .action((id: string) =>
      withServer(async ({ deps }) => {
        await revokeToken(deps, id, 'command line');
        say(`Revoked ${id}.`);
      }),
    );
}
