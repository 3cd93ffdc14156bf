import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The network between one server and its database. */
export interface Line {
  port: number;
  /** From now on nothing passes and nothing is refused, as behind a pulled cable; new connections wait as well. */
  cut: () => void;
  /** Passes again; with `forget`, connections from before are reset, as by a firewall that forgot them. */
  heal: (how: { forget: boolean }) => void;
  close: () => Promise<void>;
}

/** Listens on a loopback port and carries what comes to a PostgreSQL's socket. */
export async function layLine(socketPath: string): Promise<Line> {
  const pairs = new Set<[Socket, Socket]>();
  let silent = false;

  const drop = (pair: [Socket, Socket]): void => {
    pairs.delete(pair);
    const [near, far] = pair;
    near.resetAndDestroy();
    far.destroy();
  };
  const server = createServer((near) => {
    const far = connect(socketPath);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => near.write(bytes));
    for (const end of pair) {
      if (silent) end.pause();
      end.on('error', () => undefined);
      // Whoever is behind the cut does not learn that the other side is gone.
      end.on('close', () => (silent ? undefined : drop(pair)));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      silent = true;
      for (const pair of pairs) pair.forEach((end) => end.pause());
    },
    heal: ({ forget }) => {
      silent = false;
      for (const pair of pairs) {
        if (forget || pair.some((end) => end.destroyed)) drop(pair);
        else pair.forEach((end) => end.resume());
      }
    },
    close: async () => {
      for (const pair of pairs) drop(pair);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
