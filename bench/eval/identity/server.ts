import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client } from '@handoff/shared/api';
import { createApp } from '../../../packages/server/src/app.ts';
import { createToken } from '../../../packages/server/src/domain/token/create.ts';
import { open } from '../../../packages/server/src/main.ts';
import type { Store } from '../../../packages/server/src/store/store.ts';

export interface FreshServer {
  store: Store;
  client: Client;
  workspaceId: string;
  close: () => Promise<void>;
}

/** A server as shipped, without a port, with one empty workspace. */
export async function freshServer(): Promise<FreshServer> {
  const directory = await mkdtemp(join(tmpdir(), 'handoff-eval-'));
  const { deps, close } = await open({ HANDOFF_DATA_DIR: directory, HANDOFF_LOG_LEVEL: 'silent', HANDOFF_PUBLIC_URL: 'http://eval.test' });
  const app = createApp(deps);
  const { token } = await createToken(deps.store.db, { name: 'eval', workspaceId: null }, deps.clock.now());
  const client = createClient({ baseUrl: 'http://eval.test', token: () => token, fetch: (request) => Promise.resolve(app.fetch(request)) });
  const workspace = await client('createWorkspace', { body: { name: 'Evaluation' } });
  return {
    store: deps.store,
    client,
    workspaceId: workspace.id,
    close: async () => {
      await close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
