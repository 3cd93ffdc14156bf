import type { Command } from 'commander';
import { listen, type Listening } from '../main.ts';
import { say } from './print.ts';
import { stopSignal } from './stop-signal.ts';

/** `handoff serve`: listens and works until it is told to stop. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('Start the server. Settings come from the environment; see docs/operations.md.')
    .action(async () => {
      const server = await listen();
      const { store } = server.deps;
      const lines = [
        `Handoff listens on ${server.url} (${store.engine === 'sqlite' ? server.config.sqliteFile : 'PostgreSQL'}).`,
        ...(await nextSteps(server)),
        `The API is described at ${server.url}/openapi.json.`,
      ];
      // Heard before it is said that we are here: whoever reads that may stop us at once.
      const stopped = stopSignal();
      say(...lines);
      await server.close({ drain: (await stopped) === 'SIGTERM' });
    });
}

/** On a fresh server, what to do to see a first event arrive. */
async function nextSteps({ deps, config, url }: Listening): Promise<string[]> {
  const source = await deps.store.db.selectFrom('sources').select('id').limit(1).executeTakeFirst();
  if (source !== undefined) return ['To connect another site: `handoff connect`.'];
  return [
    'Nothing is connected yet. In another terminal, with the same settings:',
    `  \`handoff member invite YOU@EXAMPLE.COM\` prints a link into the console at ${url}/console. It leads from there to a first event.`,
    'Or without the console:',
    '  1. `handoff connect` prints a connection code. Paste it on your site, under Handoff → Settings.',
    '  2. On the site, choose where its submissions and orders go. That is all.',
    'To use the API: `handoff token create`.',
    ...(config.publicUrl === undefined
      ? ['Sites on other machines need an address that reaches this server: put a TLS proxy in front and set HANDOFF_PUBLIC_URL.']
      : []),
  ];
}
