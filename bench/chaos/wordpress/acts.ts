import { postComment } from '../../../e2e/wordpress/support/comments.ts';
import { visit } from '../../../e2e/wordpress/support/visitor.ts';
import type { Random } from '../lib/random.ts';
import type { Weather } from './proxy.ts';
import type { Scene } from './scene.ts';

/** One bad thing that happens to a site, and the end of it. */
export interface Act {
  title: string;
  run: (scene: Scene, random: Random) => Promise<void>;
}

const HOUR = 3600;
const error = (status: number, code: string, headers: Record<string, string> = {}): Weather => ({
  status,
  headers,
  body: JSON.stringify({ error: { code, message: `Played: ${code}.` } }),
});
const html = (status: number): Weather => ({ status, headers: { 'content-type': 'text/html' }, body: '<h1>It works!</h1>' });

const ANSWERS: Record<string, Weather> = {
  '401 wrong key': error(401, 'signature_invalid'),
  '401 clock': {
    status: 401,
    body: JSON.stringify({ error: { code: 'clock_skew', message: 'Played.', serverTime: '2026-01-01T00:00:00Z' } }),
  },
  '401 revoked': error(401, 'source_revoked'),
  '413': error(413, 'body_too_large'),
  '422': error(422, 'invalid'),
  '429 with a hint': error(429, 'rate_limited', { 'retry-after': '7' }),
  '429 without a hint': error(429, 'rate_limited'),
  '500': error(500, 'internal'),
  '503 with a hint': error(503, 'unavailable', { 'retry-after': '30' }),
  '500 as a web page': html(500),
  '200 as a web page': html(200),
  '202 cut off': { status: 202, body: '{"results":[{"eve' },
  redirect: { status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' },
  'reset before': 'reset',
  'answer lost': 'lose',
};

async function comments(scene: Scene, count: number): Promise<void> {
  for (let each = 0; each < count; each += 1) await scene.comment();
}

/** What a server refuses is kept until a person decides; this person says "send it again". */
async function retryRefused(scene: Scene): Promise<void> {
  const ids = (await scene.site.sql(`SELECT id FROM wp_handoff_outbox WHERE state IN ('refused', 'expired')`))
    .trim()
    .split('\n')
    .filter(Boolean);
  if (ids.length > 0) await scene.admin.rest('POST', 'handoff/v1/outbox/retry', { ids: ids.map(Number) });
}

export const ACTS: Act[] = [
  { title: 'a quiet time', run: (scene) => comments(scene, 5) },
  {
    title: 'the server is down for a day, then back',
    run: async (scene) => {
      await scene.server.crash();
      for (let hour = 0; hour < 24; hour += 1) {
        await scene.comment();
        await scene.pass(HOUR);
        await scene.cron();
      }
      await scene.server.start();
    },
  },
  ...Object.entries(ANSWERS).map(([name, weather]): Act => ({
    title: `the server answers: ${name}`,
    run: async (scene, random) => {
      scene.proxy.weather = weather;
      await comments(scene, random.whole(2, 4));
      await scene.cron();
      await scene.pass(40);
      await scene.cron();
      scene.proxy.weather = 'pass';
      await retryRefused(scene);
    },
  })),
  {
    title: 'the server hangs',
    run: async (scene) => {
      scene.proxy.weather = 'hang';
      await comments(scene, 3);
      scene.proxy.weather = 'pass';
      scene.proxy.clear();
    },
  },
  ...['kill-before-send', 'kill-before-call', 'kill-after-call'].map((fault): Act => ({
    title: `PHP dies: ${fault}`,
    run: async (scene) => {
      for (let time = 0; time < 4; time += 1) {
        await scene.arm(fault);
        await scene.comment({ mayDie: true });
        await scene.cron();
      }
    },
  })),
  {
    title: 'the hook fires twice',
    run: async (scene) => {
      for (let time = 0; time < 3; time += 1) {
        await scene.arm('twice');
        await scene.comment();
      }
    },
  },
  {
    title: 'several sweeps at once',
    run: async (scene) => {
      scene.proxy.weather = 'reset';
      await comments(scene, 12);
      scene.proxy.weather = 'pass';
      await scene.pass(HOUR);
      await Promise.all([scene.cron(), scene.flush(), scene.flush(), scene.cron()]);
    },
  },
  ...[HOUR, -HOUR].map((offset): Act => ({
    title: `the site’s clock is ${offset > 0 ? 'ahead' : 'behind'} by an hour`,
    run: async (scene) => {
      await scene.site.setClock(offset);
      await comments(scene, 3);
      await scene.cron();
      await scene.site.setClock(0);
      await scene.pass(2 * HOUR);
    },
  })),
  {
    title: 'the site is copied',
    run: async (scene) => {
      const { served } = await scene.copy();
      for (const name of ['copy1', 'copy2']) {
        if ((await postComment(served.url, name)).status !== 200) scene.failed.push(name);
      }
      await visit(served.url).get('/wp-cron.php?doing_wp_cron');
      await served.stop();
    },
  },
];

/** How many events wait at once. */
export const FLOODED = 10_000;

export const FLOOD: Act = {
  title: `${FLOODED} events wait`,
  run: async (scene) => {
    await scene.server.crash();
    // Silent: they go to the server and no further, which the vendor's limits would draw out for hours.
    await scene.site.php(
      `for ($i = 0; $i < $args['count']; $i++) {
         handoff_capture('flood', ['n' => $i], ['id' => "flood-$i", 'context' => ['silent' => true]]);
       }
       return null;`,
      { args: { count: FLOODED } },
    );
    await scene.server.start();
    await scene.comment();
  },
};
