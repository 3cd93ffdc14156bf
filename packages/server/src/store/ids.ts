import { monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** A sortable, unguessable id with a prefix that says what it names: `evt_01J…`. */
export function newId(
  prefix: 'ws' | 'src' | 'key' | 'con' | 'flw' | 'ver' | 'evt' | 'dlv' | 'att' | 'lse' | 'tok' | 'cod' | 'alr',
): string {
  return `${prefix}_${next()}`;
}
