import { setTimeout as pause } from 'node:timers/promises';
import type { Scene } from './scene.ts';

/** Something that goes wrong, or that is done on purpose, while events stream in. Resolves at the moment from which all could work again. */
export interface Act {
  name: string;
  play: (scene: Scene) => Promise<void>;
}

const DATABASE_DOWN_MS = 3000;
/** A supervisor does not start a server again at once. */
const RESTART_AFTER_MS = 2000;
const SHORT_CUT_MS = 10_000;
/** Longer than a server waits for a database that says nothing. */
const LONG_CUT_MS = 20_000;

export const acts: readonly Act[] = [
  { name: 'the first server is restarted', play: ({ replicas }) => restart(replicas[0]) },
  { name: 'the second server is restarted', play: ({ replicas }) => restart(replicas[1]) },
  { name: 'nginx reads its configuration anew', play: ({ proxy }) => proxy.reload() },
  {
    name: 'PostgreSQL is restarted',
    play: async ({ cluster }) => {
      await cluster.down();
      await pause(DATABASE_DOWN_MS);
      await cluster.up();
    },
  },
  {
    name: 'a server is killed, and started again by its supervisor',
    play: async ({ replicas, random }) => {
      const victim = random.pick(replicas);
      await victim.kill();
      await pause(RESTART_AFTER_MS);
      void victim.start();
    },
  },
  { name: 'a server is cut off from the database for 10 s', play: (scene) => cut(scene, SHORT_CUT_MS, { forget: false }) },
  { name: 'a server is cut off for 20 s, and its connections are forgotten', play: (scene) => cut(scene, LONG_CUT_MS, { forget: true }) },
];

/** Told to stop; its supervisor starts it again once it has ended. */
async function restart(replica: Scene['replicas'][number]): Promise<void> {
  await replica.stop();
  void replica.start();
}

async function cut({ lines, random }: Scene, forMs: number, how: { forget: boolean }): Promise<void> {
  const line = random.pick(lines);
  line.cut();
  await pause(forMs);
  line.heal(how);
}
