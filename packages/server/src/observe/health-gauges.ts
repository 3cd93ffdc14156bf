import { sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';
import type { Store } from '../store/store.ts';
import { ALERT_KINDS } from './alert-kinds.ts';

/** What watches go by, for machines that watch too. Labels are ids and fixed lists; every figure is read off what is unfinished, or off small tables. */
export function healthGauges(store: Store, registers: Registry[]): void {
  new Gauge({
    name: 'handoff_alerts_open',
    help: 'Alerts that are open, by kind.',
    labelNames: ['kind'],
    registers,
    async collect() {
      const rows = await sql<{ kind: string; count: number }>`
        select kind, count(*) as count from alerts where resolved_at is null group by kind`.execute(store.db);
      for (const kind of Object.keys(ALERT_KINDS)) this.set({ kind }, rows.rows.find((row) => row.kind === kind)?.count ?? 0);
    },
  });
  new Gauge({
    name: 'handoff_source_last_event_timestamp_seconds',
    help: 'When something last came from a source, in seconds since 1970; exact to a minute.',
    labelNames: ['source'],
    registers,
    async collect() {
      const rows = await sql<{ id: string; at: number }>`
        select id, last_event_at as at from sources where revoked_at is null and last_event_at is not null`.execute(store.db);
      this.reset();
      for (const { id, at } of rows.rows) this.set({ source: id }, at / 1000);
    },
  });
  new Gauge({
    name: 'handoff_connection_oldest_pending_timestamp_seconds',
    help: 'When the oldest delivery that waits at a connection was made, in seconds since 1970; absent where nothing waits.',
    labelNames: ['connection'],
    registers,
    async collect() {
      const rows = await sql<{ id: string; at: number }>`
        select oldest.connection_id as id, deliveries.created_at as at
        from (select connection_id, min(seq) as seq from deliveries where state = 'pending' group by connection_id) as oldest
        join deliveries on deliveries.seq = oldest.seq`.execute(store.db);
      this.reset();
      for (const { id, at } of rows.rows) this.set({ connection: id }, at / 1000);
    },
  });
}
