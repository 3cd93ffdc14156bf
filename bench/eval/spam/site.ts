import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@handoff/shared/api';
import { type Envelope, importSigningKey, MAX_BATCH, sign } from '@handoff/shared/event';
import { createApp } from '../../../packages/server/src/app.ts';
import { createToken } from '../../../packages/server/src/domain/token/create.ts';
import { open } from '../../../packages/server/src/main.ts';
import type { Row } from './rows.ts';

const ORIGIN = 'http://eval.test';
const MARKS_PER_CALL = 1000;
const ITEMS_PER_CALL = 1000;

export interface Judged {
  verdict: string | null;
  score: number | null;
}

/** A site in a workspace of its own. */
export interface Site {
  sourceId: string;
  params: { workspaceId: string };
  /** Sends texts as submissions, then marks spam and releases what is genuine: the only ways anything is learned. */
  teach: (rows: readonly Row[]) => Promise<void>;
  screen: (items: readonly (string | { envelope: Record<string, unknown> })[]) => Promise<Judged[]>;
}

export interface Server {
  client: Client;
  newSite: () => Promise<Site>;
  close: () => Promise<void>;
}

/** A server as shipped, without a port. */
export async function openServer(): Promise<Server> {
  const directory = await mkdtemp(join(tmpdir(), 'handoff-eval-'));
  const { deps, worker, close } = await open({
    HANDOFF_DATA_DIR: directory,
    HANDOFF_LOG_LEVEL: 'silent',
    HANDOFF_PUBLIC_URL: ORIGIN,
    HANDOFF_SOURCE_EVENTS_PER_MINUTE: '1000000000',
  });
  const app = createApp(deps);
  const { token } = await createToken(deps.store.db, { name: 'eval', workspaceId: null }, deps.clock.now());
  const client = createClient({ baseUrl: ORIGIN, token: () => token, fetch: (request) => Promise.resolve(app.fetch(request)) });
  let sent = 0;

  const newSite = async (): Promise<Site> => {
    const workspace = await client('createWorkspace', { body: { name: 'Evaluation' } });
    const params = { workspaceId: workspace.id };
    const source = await client('createWebhookSource', { params, body: { name: 'site' } });
    const key = await importSigningKey(source.signingSecret);
    const post = async (events: Envelope[]): Promise<string[]> => {
      const body = JSON.stringify({ events });
      const headers = await sign([key], { id: `msg_${sent}`, timestamp: Math.floor(Date.now() / 1000), body });
      const answer = await app.fetch(
        new Request(`${ORIGIN}/v1/events`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'handoff-source': source.id, ...headers },
          body,
        }),
      );
      const { results } = (await answer.json()) as { results: { eventId: string }[] };
      return results.map(({ eventId }) => eventId);
    };
    return {
      sourceId: source.id,
      params,
      teach: async (rows) => {
        const spam: string[] = [];
        const genuine: string[] = [];
        for (let start = 0; start < rows.length; start += MAX_BATCH) {
          const part = rows.slice(start, start + MAX_BATCH);
          const ids = await post(part.map(({ text }) => submission((sent += 1), text)));
          part.forEach(({ label }, index) => (label === 1 ? spam : genuine).push(ids[index] as string));
        }
        await worker.drain();
        for (const ids of chunks(spam, MARKS_PER_CALL)) await client('markEvents', { params, body: { eventIds: ids, as: 'spam' } });
        for (const ids of chunks(genuine, MARKS_PER_CALL)) await client('releaseEvents', { params, body: { eventIds: ids } });
      },
      screen: async (items) => {
        const judged: Judged[] = [];
        for (const part of chunks(items, ITEMS_PER_CALL)) {
          const { results } = await client('screenBatch', { params, body: { sourceId: source.id, items: part } });
          judged.push(...results);
        }
        return judged;
      },
    };
  };
  return {
    client,
    newSite,
    close: async () => {
      await close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function submission(number: number, text: string): Envelope {
  return {
    id: `sub-${number}`,
    idempotencyKey: `form.submitted:${number}:1`,
    type: 'form.submitted',
    occurredAt: new Date().toISOString(),
    data: { form: { id: 'contact' }, fields: { message: text } },
  };
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
