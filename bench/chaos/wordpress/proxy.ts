import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What becomes of a post of events: `pass` it on · answer it without the server · `hang` until the sender gives up ·
 * `reset` before the server hears of it · `lose`: the server keeps it, and its answer is lost.
 */
export type Weather = 'pass' | 'hang' | 'reset' | 'lose' | { status: number; headers?: Record<string, string>; body: string };

/** Stands between a site and its server. */
export interface Proxy {
  url: string;
  /** The next posts of events meet this, until it is said otherwise. */
  weather: Weather;
  /** Where the server is; undefined while there is none. */
  target: string | undefined;
  /** Posts of events that met something other than `pass`. */
  spoiled: () => number;
  /** Lets go of who hangs. */
  clear: () => void;
  close: () => Promise<void>;
}

export async function startProxy(): Promise<Proxy> {
  let spoiled = 0;
  const hanging = new Set<ServerResponse>();
  const clear = () => {
    for (const response of hanging) response.destroy();
    hanging.clear();
  };
  const server = createServer((incoming, outgoing) => {
    const { weather } = proxy;
    if (incoming.method !== 'POST' || incoming.url !== '/v1/events' || weather === 'pass') return forward(incoming, outgoing, true);
    spoiled += 1;
    if (weather === 'hang') return void hanging.add(outgoing);
    if (weather === 'reset') return void outgoing.destroy();
    if (weather === 'lose') return forward(incoming, outgoing, false);
    incoming.resume();
    outgoing.writeHead(weather.status, { 'content-type': 'application/json', ...weather.headers }).end(weather.body);
  });
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse, answer: boolean) => {
    if (proxy.target === undefined) return void outgoing.destroy();
    const { method, url, headers } = incoming;
    const onward = request(new URL(url ?? '/', proxy.target), { method, headers }, (answered) => {
      if (!answer) {
        answered.resume().on('end', () => outgoing.destroy());
        return;
      }
      outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: Proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weather: 'pass',
    target: undefined,
    spoiled: () => spoiled,
    clear,
    close: async () => {
      clear();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
