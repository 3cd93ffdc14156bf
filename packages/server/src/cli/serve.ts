import type { Command } from 'commander';
import { listen } from '../main.ts';

/** `handoff serve`: listens and works until it is told to stop. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('Start the server. Settings come from the environment; see docs/operations.md.')
    .action(async () => {
      const server = await listen();
      const { store } = server.deps;
      const { count } = await store.db
        .selectFrom('api_tokens')
        .select((select) => select.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      const lines = [
        `Handoff listens on ${server.url} (${store.engine === 'sqlite' ? server.config.sqliteFile : 'PostgreSQL'}).`,
        count === 0 ? 'Next: `handoff token create` for an API token, then `handoff connect` for a connection code.' : 'Next: `handoff connect` makes a connection code for a site.',
        `The API is described at ${server.url}/openapi.json.`,
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
      await stopSignal();
      await server.close();
    });
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
