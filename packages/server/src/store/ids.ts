import { monotonicFactory } from 'ulid';

const POOL = new Uint8Array(8192);
let used = POOL.length;

/** From 0 to below 1. Drawn from a pool: asking the system for every letter costs more than the rest of an id. */
function random(): number {
  if (used === POOL.length) {
    crypto.getRandomValues(POOL);
    used = 0;
  }
  return (POOL[used++] as number) / 256;
}

const next = monotonicFactory(random);

/** A sortable, unguessable id with a prefix that says what it names: `evt_01J…`. */
export function newId(
  prefix:
    | 'ws'
    | 'src'
    | 'key'
    | 'con'
    | 'flw'
    | 'ver'
    | 'evt'
    | 'dlv'
    | 'att'
    | 'lse'
    | 'tok'
    | 'cod'
    | 'alr'
    | 'chn'
    | 'ntc'
    | 'wak'
    | 'wrk'
    | 'ers'
    | 'mem'
    | 'ses'
    | 'per'
    | 'rec'
    | 'sub'
    | 'sug'
    | 'mrg'
    | 'rcp'
    | 'ssv',
): string {
  return `${prefix}_${next()}`;
}
