import { type Command, Option } from 'commander';
import { stringify } from 'yaml';
import { exportWorkspace } from '../domain/workspace-file/export.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { withServer } from './context.ts';
import { note, say, sayJson } from './print.ts';

/** `handoff export`: the workspace as a file for `handoff apply`, without secrets. */
export function exportCommand(program: Command): void {
  program
    .command('export')
    .description('Print a workspace as a file for `handoff apply`. Secrets are named by environment variables.')
    .option('--workspace <id or name>', 'the workspace; needed where there are several')
    .addOption(new Option('--format <format>', 'how to write it').choices(['yaml', 'json']).default('yaml'))
    .action((options: { workspace?: string; format: 'yaml' | 'json' }) =>
      withServer(async ({ deps }) => {
        const { id } = await chooseWorkspace(deps.store, options.workspace);
        const file = await exportWorkspace(deps, id);
        if (options.format === 'json') sayJson(file);
        else say(stringify(file, { lineWidth: 0 }).trimEnd());
        const names = [
          ...Object.values(file.sources).flatMap(({ signingSecret }) => (signingSecret === undefined ? [] : [signingSecret])),
          ...Object.values(file.connections).flatMap(({ secrets }) => Object.values(secrets)),
        ];
        if (names.length > 0) note(`To apply it, set: ${names.map(({ env }) => env).join(', ')}`);
      }),
    );
}
