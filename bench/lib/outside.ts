import { importSigningKey, sign } from '@handoff/shared/event';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';
import type { Answers, FlowResult, OutsideRequest, PaceResult, PostResult } from './outside-protocol.ts';
import { percentile } from './stats.ts';
import { submission } from './submission.ts';

/**
 * The world outside of the server, in a process of its own: sites that send, and a CRM that receives.
 * Takes one order at a time over IPC and answers each.
 */
interface Message {
  headers: string[];
  body: string;
}

type Order<K extends OutsideRequest['do']> = Extract<OutsideRequest, { do: K }>;

let messages: Message[] = [];
let receiver: Server | undefined;
/** What the CRM has received: calls, and distinct deliveries by their `webhook-id`. */
let received = 0;
const distinct = new Set<string>();
let onReceived: (body: string) => void = () => {};

async function signMessages({ count, run, sourceId, secretKey }: Order<'sign'>): Promise<null> {
  const key = await importSigningKey(secretKey);
  messages = [];
  for (let start = 0; start < count; start += 200) {
    const numbers = Array.from({ length: Math.min(200, count - start) }, (_, index) => start + index);
    messages.push(...(await Promise.all(numbers.map((number) => signed({ run, number, sourceId, key })))));
  }
  return null;
}

async function signed(parts: {
  run: string;
  number: number;
  sourceId: string;
  key: Awaited<ReturnType<typeof importSigningKey>>;
}): Promise<Message> {
  const now = Date.now();
  const body = JSON.stringify(submission(parts.run, parts.number, now));
  const signature = await sign([parts.key], { id: `msg_${parts.run}_${parts.number}`, timestamp: Math.floor(now / 1000), body });
  const headers = { 'content-type': 'application/json', 'handoff-source': parts.sourceId, ...signature };
  return { headers: Object.entries(headers).flat(), body };
}

function signHooks({ count, run, secret, headers, body }: Order<'hooks'>): null {
  messages = Array.from({ length: count }, (_, index) => {
    const text = body.replaceAll('{{number}}', String(1_000_000 + index));
    const own = {
      'content-type': 'application/json',
      'x-shopify-webhook-id': `${run}-${index}`,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(text).digest('base64'),
    };
    return { headers: Object.entries({ ...headers, ...own }).flat(), body: text };
  });
  return null;
}

/** Posts every signed message once, `concurrency` at a time. */
async function post({ url, path, concurrency, status = 202 }: Order<'post'>): Promise<PostResult> {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  let next = 0;
  const latencies: number[] = [];
  const idle = performance.eventLoopUtilization();
  const started = performance.now();
  const lane = async () => {
    for (let message = messages[next++]; message !== undefined; message = messages[next++]) {
      const from = performance.now();
      await postOne(pool, path, message, status);
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - started) / 1000;
  const { utilization } = performance.eventLoopUtilization(idle);
  await pool.close();
  return { perSecond: messages.length / seconds, utilization, p95Ms: percentile(latencies, 0.95) };
}

async function postOne(pool: Pool, path: string, message: Message, status = 202): Promise<void> {
  const answer = await pool.request({ method: 'POST', path, headers: message.headers, body: message.body });
  if (answer.statusCode !== status) throw new Error(`The server answered ${answer.statusCode}: ${await answer.body.text()}`);
  await answer.body.dump();
}

async function receive(): Promise<{ url: string }> {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      received += 1;
      distinct.add(String(request.headers['webhook-id'] ?? received));
      onReceived(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '11' }).end('{"ok":true}');
    });
  });
  receiver.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => receiver?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/leads` };
}

/**
 * A closed loop over the whole way: up to `concurrency` posts under way, and never more than `window` events accepted
 * but not yet received by the CRM, so that what is measured can be kept up for ever. Ends with nothing outstanding.
 */
async function flow({ url, path, concurrency, window, warmSeconds, seconds }: Order<'flow'>): Promise<FlowResult> {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  const before = { received, distinct: distinct.size };
  const until = performance.now() + (warmSeconds + seconds) * 1000;
  let sent = 0;
  const outstanding = () => sent - (received - before.received);
  const lane = async () => {
    while (performance.now() < until) {
      if (outstanding() >= window) {
        await nextReceived();
        continue;
      }
      const message = messages[sent];
      if (message === undefined) throw new Error('Too few messages were signed for this run.');
      sent += 1;
      await postOne(pool, path, message);
    }
  };
  const lanes = Promise.all(Array.from({ length: concurrency }, lane));
  lanes.catch(() => undefined);
  await sleep(warmSeconds * 1000);
  const from = { at: performance.now(), received, outstanding: outstanding() };
  await sleep(seconds * 1000);
  const to = { at: performance.now(), received, outstanding: outstanding() };
  await lanes;
  await pool.close();
  await drained(() => outstanding() <= 0);
  return {
    perSecond: ((to.received - from.received) / (to.at - from.at)) * 1000,
    outstandingBefore: from.outstanding,
    outstandingAfter: to.outstanding,
    sent,
    received: received - before.received,
    distinct: distinct.size - before.distinct,
  };
}

/** An open loop: one event every so often, whatever became of those before. Times run from sending to the CRM's receiving. */
async function pace(order: Order<'pace'>): Promise<PaceResult> {
  const { url, path, perSecond, warmSeconds, seconds, run, sourceId, secretKey } = order;
  const key = await importSigningKey(secretKey);
  const pool = new Pool(url, { connections: 64, pipelining: 1 });
  const latencies: number[] = [];
  const measureFrom = Date.now() + warmSeconds * 1000;
  const before = received;
  onReceived = (body) => {
    const { sentAt } = JSON.parse(body) as { sentAt: number };
    if (sentAt >= measureFrom) latencies.push(Date.now() - sentAt);
  };
  const started = performance.now();
  const total = (warmSeconds + seconds) * perSecond;
  const calls: Promise<void>[] = [];
  for (let number = 0; number < total; number += 1) {
    const due = started + (number * 1000) / perSecond;
    if (due > performance.now()) await sleep(due - performance.now());
    calls.push(signed({ run, number, sourceId, key }).then((message) => postOne(pool, path, message)));
  }
  await Promise.all(calls);
  await drained(() => received - before >= total);
  onReceived = () => {};
  await pool.close();
  return { latencies };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function nextReceived(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

async function drained(done: () => boolean): Promise<void> {
  const late = performance.now() + 60_000;
  while (!done()) {
    if (performance.now() > late) throw new Error('Events that were accepted did not arrive within a minute.');
    await sleep(20);
  }
}

function perform(request: OutsideRequest): Promise<Answers[OutsideRequest['do']]> {
  switch (request.do) {
    case 'sign':
      return signMessages(request);
    case 'hooks':
      return Promise.resolve(signHooks(request));
    case 'post':
      return post(request);
    case 'receive':
      return receive();
    case 'flow':
      return flow(request);
    case 'pace':
      return pace(request);
  }
}

process.on('message', (request: OutsideRequest) => {
  perform(request).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
