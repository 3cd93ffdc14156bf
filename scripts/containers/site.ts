import { type Client, createClient } from '@handoff/shared/api';
import { setTimeout as pause } from 'node:timers/promises';
import { pairOver } from '../../packages/server/test/support/cli.ts';
import type { Project } from './project.ts';

/** A paired site whose events go to the receiver. */
export interface Site {
  client: Client;
  workspaceId: string;
  /** Posts one event, once; answers its status, or 0 where no answer came. */
  send: () => Promise<number>;
  /** Sends from several loops until told to stop; then how many there were of each status. Nothing is sent twice. */
  stream: () => { stop: () => Promise<Record<number, number>> };
  /** Until all that was acknowledged has come to the receiver; then how it fared. */
  outcome: () => Promise<{ acknowledged: number; lost: number; doubled: number }>;
}

const LOOPS = 6;
const BETWEEN_MS = 50;
const DELIVERED_MS = 60_000;

/** Sets up what a person would: a token, a workspace, a flow to the receiver, and a site paired by a connection code. */
export async function pairSite(project: Project): Promise<Site> {
  const token = (await project.exec(project.servers[0] as string, 'handoff', 'token', 'create')).trim();
  const client = createClient({ baseUrl: project.url, token: () => token });
  const { id: workspaceId } = await client('createWorkspace', { body: { name: 'Containers' } });
  await publishFlow(client, workspaceId);
  const { code } = await client('createConnectionCode', { params: { workspaceId } });
  const paired = await pairOver(project, code, 'containers.example');

  const acknowledged = new Set<string>();
  let made = 0;
  const send = async () => {
    made += 1;
    const mark = `check-${made}`;
    const event = {
      id: mark,
      idempotencyKey: mark,
      type: 'custom.checked',
      occurredAt: new Date().toISOString(),
      data: { fields: { mark } },
    };
    const status = await paired.send(event).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 202) acknowledged.add(mark);
    return status;
  };
  const stream: Site['stream'] = () => {
    const statuses: Record<number, number> = {};
    const stopping = new AbortController();
    const loop = async () => {
      while (!stopping.signal.aborted) {
        const status = await send();
        statuses[status] = (statuses[status] ?? 0) + 1;
        await pause(BETWEEN_MS);
      }
    };
    const loops = Promise.all(Array.from({ length: LOOPS }, loop));
    const stop = async () => {
      stopping.abort();
      await loops;
      return statuses;
    };
    return { stop };
  };
  const outcome: Site['outcome'] = async () => {
    const until = performance.now() + DELIVERED_MS;
    for (;;) {
      const calls = (await project.received()).map((body) => /check-\d+/.exec(body)?.[0]);
      const seen = new Set(calls);
      const lost = [...acknowledged].filter((mark) => !seen.has(mark)).length;
      if (lost === 0 || performance.now() > until) return { acknowledged: acknowledged.size, lost, doubled: calls.length - seen.size };
      await pause(300);
    }
  };
  return { client, workspaceId, send, stream, outcome };
}

async function publishFlow(client: Client, workspaceId: string): Promise<void> {
  const params = { workspaceId };
  const settings = { url: 'http://receiver:9000/', secret: 'whsec_Y29udGFpbmVycy1hcmUtY2hlY2tlZC1oZXJl' };
  const connection = await client('createConnection', { params, body: { destination: 'webhook', name: 'Receiver', settings } });
  const mapping = { fields: { '/mark': { do: 'path' as const, path: '/data/fields/mark' } } };
  const steps = [{ key: 'hook', connection: connection.id, operation: 'send', mapping }];
  const flow = await client('createFlow', {
    params,
    body: { name: 'To the receiver', spec: { trigger: { types: ['custom.checked'] }, steps } },
  });
  await client('publishFlow', { params: { ...params, flowId: flow.id } });
}
