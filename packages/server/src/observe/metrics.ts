import { sql } from 'kysely';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from '../store/store.ts';
import { healthGauges } from './health-gauges.ts';

/** What this process counts, and what the store shows when asked. Labels take only values from fixed lists. */
export interface Metrics {
  /** An event was answered 202. */
  accepted: (status: 'accepted' | 'repeat' | 'revision') => void;
  /** An event got its verdict. */
  processed: (verdict: 'accept' | 'review' | 'quarantine' | 'suppress' | 'duplicate') => void;
  /** The processing of an event failed; it is tried again. */
  processFailed: () => void;
  /** A call to a destination came to an end. */
  attempt: (destination: string, outcome: string, durationMs: number) => void;
  /** A delivery came to its end. */
  settled: (destination: string, state: 'succeeded' | 'dead' | 'uncertain') => void;
  /** The text for Prometheus. */
  render: () => Promise<string>;
  contentType: string;
}

const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Each process has its own; the gauges of the store are the same for all of them. */
export function createMetrics(store: Store): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) => new Counter({ name, help, labelNames, registers });
  const accepted = counter('handoff_events_accepted_total', 'Events answered 202, by what they were.', ['status']);
  const processed = counter('handoff_events_processed_total', 'Events screened, by verdict.', ['verdict']);
  const processFailed = counter('handoff_events_process_failures_total', 'Processings that failed and are tried again.', []);
  const attempts = counter('handoff_attempts_total', 'Calls to destinations, by outcome.', ['destination', 'outcome']);
  const settled = counter('handoff_deliveries_settled_total', 'Deliveries that came to their end.', ['destination', 'state']);
  const durations = new Histogram({
    name: 'handoff_attempt_duration_seconds',
    help: 'How long calls to destinations took.',
    labelNames: ['destination'],
    buckets: SECONDS,
    registers,
  });
  storeGauges(store, registers);
  healthGauges(store, registers);
  processGauges(registers);

  return {
    accepted: (status) => accepted.inc({ status }),
    processed: (verdict) => processed.inc({ verdict }),
    processFailed: () => processFailed.inc(),
    attempt: (destination, outcome, durationMs) => {
      attempts.inc({ destination, outcome });
      durations.observe({ destination }, durationMs / 1000);
    },
    settled: (destination, state) => settled.inc({ destination, state }),
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Read off partial indexes at each scrape: what is unfinished, never the history. */
function storeGauges(store: Store, registers: Registry[]): void {
  new Gauge({
    name: 'handoff_events_backlog',
    help: 'Events received and not yet processed.',
    registers,
    async collect() {
      const rows = await sql<{ count: number }>`select count(*) as count from events where state = 'received'`.execute(store.db);
      this.set(rows.rows[0]?.count ?? 0);
    },
  });
  new Gauge({
    name: 'handoff_deliveries_backlog',
    help: 'Deliveries not yet at their end: due or waiting for a retry (pending), under way (leased); open adds what waits behind them.',
    labelNames: ['state'],
    registers,
    async collect() {
      const pending = await sql<{ count: number }>`select count(*) as count from deliveries where state = 'pending'`.execute(store.db);
      const leased = await sql<{ count: number }>`select count(*) as count from deliveries where state = 'leased'`.execute(store.db);
      const open = await sql<{ count: number | null }>`select sum(open) as count from lanes`.execute(store.db);
      this.set({ state: 'pending' }, pending.rows[0]?.count ?? 0);
      this.set({ state: 'leased' }, leased.rows[0]?.count ?? 0);
      this.set({ state: 'open' }, open.rows[0]?.count ?? 0);
    },
  });
  new Gauge({
    name: 'handoff_deliveries_attention',
    help: 'Deliveries that wait for a person.',
    labelNames: ['state'],
    registers,
    async collect() {
      const rows = await sql<{ state: string; count: number }>`
        select state, count(*) as count from deliveries where state in ('dead', 'uncertain') group by state`.execute(store.db);
      for (const state of ['dead', 'uncertain']) this.set({ state }, rows.rows.find((row) => row.state === state)?.count ?? 0);
    },
  });
  new Gauge({
    name: 'handoff_connections_held',
    help: 'Connections that are paused, by reason.',
    labelNames: ['kind'],
    registers,
    async collect() {
      const rows = await sql<{ kind: string; count: number }>`
        select hold_kind as kind, count(*) as count from connections
        where hold_kind is not null and removed_at is null group by hold_kind`.execute(store.db);
      this.reset();
      for (const kind of ['rate_limit', 'auth', 'scope', 'breaker', 'person']) {
        this.set({ kind }, rows.rows.find((row) => row.kind === kind)?.count ?? 0);
      }
    },
  });
}

function processGauges(registers: Registry[]): void {
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Memory this process holds.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: 'process_start_time_seconds',
    help: 'When this process started, in seconds since 1970.',
    registers,
    collect() {
      this.set(Math.round(Date.now() / 1000 - process.uptime()));
    },
  });
}
