import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { FakeShopify } from './fake.ts';

/** The fake behind a real socket, for a server in another process: `HANDOFF_SHOPIFY_BASE_URL`. */
export interface ListeningFake {
  origin: string;
  close: () => Promise<void>;
}

/** Listens on a free port of this machine. Which of Shopify's hosts is meant stands in `x-forwarded-host`. */
export async function listenFake(fake: Pick<FakeShopify, 'fetch'>): Promise<ListeningFake> {
  const server = createServer((incoming, outgoing) => void answer(fake, incoming, outgoing));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(fake: Pick<FakeShopify, 'fetch'>, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const response = await fake.fetch(await toRequest(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body === null) outgoing.end();
    else await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing);
  } catch {
    // A host that is not there, or a caller that went away: either way there is nobody on the line.
    outgoing.destroy();
  }
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const { 'x-forwarded-host': host, ...headers } = incoming.headers;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return new Request(`https://${String(host)}${incoming.url ?? '/'}`, {
    method: incoming.method ?? 'GET',
    headers: Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]])),
    ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
  });
}
