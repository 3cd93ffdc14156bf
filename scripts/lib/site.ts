import { type Client, createClient } from '@handoff/shared/api';
import { setTimeout as pause } from 'node:timers/promises';
import { pairOver, type Reached } from '../../packages/server/test/support/cli.ts';

/** A server to pair with, and a webhook's receiver that it can call. */
export interface Place extends Reached {
  /** Of an operator. */
  token: string;
  receiverUrl: string;
  /** The bodies of all calls to the receiver. */
  received: () => Promise<string[]>;
}

/** A paired site whose events go to the receiver. */
export interface Site {
  client: Client;
  workspaceId: string;
  /** Posts one event, once; answers its status, or 0 where no answer came. */
  send: (to?: Reached) => Promise<number>;
  /** Sends from several loops until told to stop; then how many there were of each status. Nothing is sent twice. */
  stream: () => { stop: () => Promise<Record<number, number>> };
  /** Until all that was acknowledged has come to the receiver; then how it fared. */
  outcome: () => Promise<Outcome>;
}

export interface Outcome {
  acknowledged: number;
  lost: number;
  doubled: number;
}

const LOOPS = 6;
const BETWEEN_MS = 50;
const DELIVERED_MS = 60_000;

/** Sets up what a person would: a workspace, a flow to the receiver, and a site paired by a connection code. */
export async function pairSite(place: Place): Promise<Site> {
  const client = createClient({ baseUrl: place.url, token: () => place.token });
  const { id: workspaceId } = await client('createWorkspace', { body: { name: 'Checked' } });
  await publishFlow(client, workspaceId, place.receiverUrl);
  const { code } = await client('createConnectionCode', { params: { workspaceId } });
  const paired = await pairOver(place, code, 'checked.example');

  const acknowledged = new Set<string>();
  let made = 0;
  const send: Site['send'] = async (to = place) => {
    made += 1;
    const mark = `check-${made}`;
    const occurredAt = new Date().toISOString();
    const event = { id: mark, idempotencyKey: mark, type: 'custom.checked', occurredAt, data: { fields: { mark } } };
    const status = await paired.send(event, to).then(
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
      const calls = (await place.received()).map((body) => /check-\d+/.exec(body)?.[0]);
      const seen = new Set(calls);
      const lost = [...acknowledged].filter((mark) => !seen.has(mark)).length;
      if (lost === 0 || performance.now() > until) return { acknowledged: acknowledged.size, lost, doubled: calls.length - seen.size };
      await pause(300);
    }
  };
  return { client, workspaceId, send, stream, outcome };
}

async function publishFlow(client: Client, workspaceId: string, url: string): Promise<void> {
  const params = { workspaceId };
  const settings = { url, secret: 'whsec_d2hhdC1pcy1jaGVja2VkLWlzLW5vLXNlY3JldA==' };
  const connection = await client('createConnection', { params, body: { destination: 'webhook', name: 'Receiver', settings } });
  const mapping = { fields: { '/mark': { do: 'path' as const, path: '/data/fields/mark' } } };
  const steps = [{ key: 'hook', connection: connection.id, operation: 'send', mapping }];
  const flow = await client('createFlow', {
    params,
    body: { name: 'To the receiver', spec: { trigger: { types: ['custom.checked'] }, steps } },
  });
  await client('publishFlow', { params: { ...params, flowId: flow.id } });
}
