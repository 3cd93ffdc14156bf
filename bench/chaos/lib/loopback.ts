import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `reset` closes the connection without an answer, `hang` never answers. */
export type Answer = Response | 'reset' | 'hang';

export interface Loopback {
  origin: string;
  close: () => Promise<void>;
}

/** Serves a handler over real HTTP on a loopback port that the system chooses. */
export async function serveOnLoopback(answer: (request: Request) => Promise<Answer>): Promise<Loopback> {
  let origin = '';
  const server = createServer((incoming, outgoing) => {
    handle(origin, incoming, outgoing, answer).catch((error: unknown) => {
      process.stderr.write(`A twin failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      incoming.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(
  origin: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: Request) => Promise<Answer>,
): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
  } catch {
    // The sender was killed in the middle of its request: nothing whole has arrived.
    return;
  }
  const method = incoming.method ?? 'GET';
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const body = Buffer.concat(chunks);
  const request = new Request(origin + (incoming.url ?? '/'), { method, headers, ...(method === 'GET' ? {} : { body }) });
  const given = await answer(request);
  if (given === 'hang') return;
  if (given === 'reset') return void incoming.socket.destroy();
  outgoing.writeHead(given.status, Object.fromEntries(given.headers));
  outgoing.end(Buffer.from(await given.arrayBuffer()));
}
