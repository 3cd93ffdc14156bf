import { type Command, Option } from 'commander';
import { exportWorkspace } from '../domain/workspace-file/export.ts';
import { variablesIn } from '../domain/workspace-file/variables.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { withServer } from './context.ts';
import { note, sayJson, sayYaml } from './print.ts';

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
        const { file, notes } = await exportWorkspace(deps, id);
        if (options.format === 'json') sayJson(file);
        else sayYaml(file);
        const names = variablesIn(file);
        note(...notes);
        if (names.length > 0) note(`To apply it, set: ${names.join(', ')}`);
      }),
    );
}
