import { mapMarkdown, mapSvg } from '@handoff/shared/panel';
import { type Command, Option } from 'commander';
import { makeMap } from '../domain/map/make.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { BY_COMMAND_LINE, withServer } from './context.ts';
import { say, sayJson } from './print.ts';

interface MapOptions {
  workspace?: string;
  svg?: true;
  json?: true;
}

const t = (english: string) => english;

/** `handoff map`: what is set up in a workspace and what goes where, as a document, a picture or data. */
export function mapCommand(program: Command): void {
  program
    .command('map')
    .description('Write the map of a workspace: every source, flow and destination, conflicts, and how to leave each destination.')
    .option('--workspace <id or name>', 'the workspace; needed where there are several')
    .addOption(new Option('--markdown', 'as a document (this is what it does by itself)').conflicts(['svg', 'json']))
    .addOption(new Option('--svg', 'as a picture').conflicts('json'))
    .option('--json', 'as data')
    .action((options: MapOptions) =>
      withServer(async ({ deps }) => {
        const { id: workspaceId } = await chooseWorkspace(deps.store, options.workspace);
        const map = await makeMap(deps, { workspaceId, sourceId: undefined, by: BY_COMMAND_LINE }, 'en');
        if (options.json) sayJson(map);
        else say(options.svg ? mapSvg(map, { t }) : mapMarkdown(map, t).trimEnd());
      }),
    );
}
