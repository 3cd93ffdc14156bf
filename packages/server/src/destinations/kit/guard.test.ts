import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { literalAddress, mayReach } from './addresses.ts';
import { createGuardedFetch, type GuardedFetch, type GuardOptions } from './guard.ts';
import { DestinationFailure } from './types.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const guarded = (options: GuardOptions): GuardedFetch => {
  const fetch = createGuardedFetch(options);
  closing.push(() => fetch.close());
  return fetch;
};

/** A server on this machine; `hits` counts what reached it. */
async function local(listener: RequestListener): Promise<{ port: number; server: Server; hits: () => number; connections: () => number }> {
  let hits = 0;
  let connections = 0;
  const server = createServer((request, response) => {
    hits += 1;
    listener(request, response);
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, server, hits: () => hits, connections: () => connections };
}

const code = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof DestinationFailure)) throw error;
    expect(error.classification.kind).toBe('permanent');
    return (error.classification as { code: string }).code;
  }
};

describe('mayReach', () => {
  it.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111', '::ffff:8.8.8.8'])('lets %s through', (address) =>
    expect(mayReach(address, false)).toBe(true),
  );
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fe80::1',
    'fd00::1',
    'fd00:ec2::254',
    'nonsense',
  ])('refuses %s', (address) => expect(mayReach(address, false)).toBe(false));
  it.each(['127.0.0.1', '10.0.0.1', '::1', 'fd00::1'])('lets %s through where private addresses are allowed', (address) =>
    expect(mayReach(address, true)).toBe(true),
  );
  it.each(['169.254.169.254', 'fe80::1', 'fd00:ec2::254', '::ffff:169.254.169.254'])('never lets %s through', (address) =>
    expect(mayReach(address, true)).toBe(false),
  );
});

it('literalAddress knows the spellings a URL turns into addresses', () => {
  for (const spelling of ['127.1', '0x7f000001', '2130706433', '0177.0.0.1'])
    expect(literalAddress(new URL(`http://${spelling}/`).hostname)).toBe('127.0.0.1');
  expect(literalAddress(new URL('http://[::1]/').hostname)).toBe('::1');
  expect(literalAddress('example.com')).toBeUndefined();
});

describe('createGuardedFetch', () => {
  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://0x7f.1/',
    'https://8.8.8.8/',
    'https://[::ffff:10.0.0.1]/',
  ])('refuses the bare address %s', async (url) =>
    expect(await code(guarded({ allowPrivate: false })(new Request(url)))).toBe('private_address'),
  );

  it.each([
    'https://0.0.0.0/',
    'https://[::]/',
    'https://[fd00:ec2::254]/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://127.1/',
  ])('refuses %s, however the address is written', async (url) =>
    expect(await code(guarded({ allowPrivate: false })(new Request(url)))).toBe('private_address'),
  );

  it.each(['localhost', 'localhost.', 'LOCALHOST', 'printer.local.', 'metadata.google.internal.'])(
    'asks what %s resolves to, rather than going by the name',
    async (name) => {
      const { connections, port } = await local((_, response) => response.end());
      const asked: string[] = [];
      const resolve = async (hostname: string) => {
        asked.push(hostname);
        return [{ address: '127.0.0.1', family: 4 }];
      };
      expect(await code(guarded({ allowPrivate: false, resolve })(new Request(`https://${name}:${port}/`)))).toBe('private_address');
      expect(asked).toEqual([name.toLowerCase()]);
      expect(connections()).toBe(0);
    },
  );

  it('judges a name anew for every connection: one that turned private meanwhile is refused', async () => {
    const { port, hits, connections } = await local((_, response) => response.writeHead(200, { connection: 'close' }).end('first'));
    const addresses = ['127.0.0.1', '169.254.169.254', '169.254.169.254'];
    const fetch = guarded({ allowPrivate: true, resolve: async () => [{ address: addresses.shift() as string, family: 4 }] });
    const url = `http://turning.example:${port}/`;
    expect(await (await fetch(new Request(url))).text()).toBe('first');
    expect(await code(fetch(new Request(url)))).toBe('private_address');
    expect(hits()).toBe(1);
    expect(connections()).toBe(1);
  });

  it('goes to the address that was checked, also where the name would say another a moment later', async () => {
    const { port } = await local((_, response) => response.end('checked'));
    let asked = 0;
    const resolve = async () => [{ address: (asked += 1) === 1 ? '127.0.0.1' : '192.0.2.1', family: 4 }];
    const answer = await guarded({ allowPrivate: true, resolve })(new Request(`http://swap.example:${port}/`));
    expect(await answer.text()).toBe('checked');
  });

  it.each(['ftp://example.com/', 'gopher://example.com/', 'ws://example.com/'])('speaks no %s', async (url) =>
    expect(await code(guarded({ allowPrivate: true })(new Request(url)))).toBe('https_required'),
  );

  it('takes no user name and password in an address', () => {
    expect(() => new Request('https://user:password@example.com/')).toThrow(TypeError);
  });

  it('refuses plain http', async () => {
    expect(await code(guarded({ allowPrivate: false })(new Request('http://example.com/')))).toBe('https_required');
  });

  it.each([[['127.0.0.1']], [['93.184.216.34', '10.0.0.5']], [['::ffff:127.0.0.1']]])(
    'refuses a name that resolves to %j, before connecting',
    async (addresses) => {
      const { hits, connections, port } = await local((_, response) => response.end());
      const fetch = guarded({
        allowPrivate: false,
        resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      });
      expect(await code(fetch(new Request(`https://rebind.example:${port}/`)))).toBe('private_address');
      expect(hits() + connections()).toBe(0);
    },
  );

  it('connects to the address that was checked, resolving once a connection', async () => {
    const { port } = await local((_, response) => response.end('here'));
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
    };
    const fetch = guarded({ allowPrivate: true, resolve });
    const answer = await fetch(new Request(`http://rebind.example:${port}/`));
    expect(await answer.text()).toBe('here');
    expect(asked).toBe(1);
  });

  it('lets an allowed host through, by name or with its port only', async () => {
    const { port } = await local((_, response) => response.end('ok'));
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    expect(
      (await guarded({ allowPrivate: false, allowedHosts: ['CRM.internal'], resolve })(new Request(`http://crm.internal:${port}/`))).status,
    ).toBe(200);
    expect(
      (await guarded({ allowPrivate: false, allowedHosts: [`crm.internal:${port}`], resolve })(new Request(`http://crm.internal:${port}/`)))
        .status,
    ).toBe(200);
    expect(
      await code(guarded({ allowPrivate: false, allowedHosts: [`crm.internal:1`], resolve })(new Request(`http://crm.internal:${port}/`))),
    ).toBe('https_required');
  });

  it('sends method, headers and body, and does not follow a redirect into the house', async () => {
    const inside = await local((_, response) => response.end('secret'));
    const outside = await local((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        response.writeHead(307, { location: `http://127.0.0.1:${inside.port}/` });
        response.end(`${request.method} ${request.url} ${String(request.headers['x-mine'])} ${body}`);
      });
    });
    const answer = await guarded({ allowPrivate: true })(
      new Request(`http://127.0.0.1:${outside.port}/a?b=c`, { method: 'PUT', headers: { 'x-mine': 'yes' }, body: 'hällo' }),
    );
    expect(answer.status).toBe(307);
    expect(await answer.text()).toBe('PUT /a?b=c yes hällo');
    expect(inside.hits()).toBe(0);
  });

  it('keeps connections for further calls', async () => {
    const { port, hits, connections } = await local((_, response) => response.end('{}'));
    const fetch = guarded({ allowPrivate: true });
    for (let n = 0; n < 20; n++) await fetch(new Request(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' }));
    expect(hits()).toBe(20);
    expect(connections()).toBeLessThan(5);
  });

  it('stops reading an endless answer', async () => {
    const { port } = await local((_, response) => {
      const more = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    });
    const answer = await guarded({ allowPrivate: true })(new Request(`http://127.0.0.1:${port}/`));
    const { length } = await answer.text();
    expect(length).toBeGreaterThanOrEqual(1024 * 1024);
    expect(length).toBeLessThan(2 * 1024 * 1024);
  });

  it('hands a long answer over as it comes where that was asked for', async () => {
    const { port } = await local((_, response) => response.end('x'.repeat(3 * 1024 * 1024)));
    const fetch = guarded({ allowPrivate: true, longAnswers: 'stream' });
    const answer = await fetch(new Request(`http://127.0.0.1:${port}/`));
    expect((await answer.text()).length).toBe(3 * 1024 * 1024);
  });

  it('ends when its caller gives up', async () => {
    const { port, server } = await local(() => undefined);
    const controller = new AbortController();
    server.once('request', () => controller.abort(new Error('enough')));
    await expect(guarded({ allowPrivate: true })(new Request(`http://127.0.0.1:${port}/`, { signal: controller.signal }))).rejects.toThrow(
      'enough',
    );
  });
});
