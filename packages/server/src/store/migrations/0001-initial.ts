import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/** The tables of the first release. */
export function initial(engine: Engine) {
  const seq = engine === 'postgres' ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement';
  const table = (name: string, columns: string) => sql.raw(`create table ${name} (${columns})`);

  return async function up(db: Kysely<unknown>): Promise<void> {
    const run = async (statement: ReturnType<typeof sql.raw>) => void (await statement.execute(db));

    await run(table('workspaces', 'id text primary key, name text not null, settings text not null, created_at bigint not null'));
    await run(
      table(
        'api_tokens',
        `id text primary key, workspace_id text references workspaces(id), name text not null, hash text not null unique,
         created_at bigint not null, last_used_at bigint, revoked_at bigint`,
      ),
    );
    await run(table('server_keys', 'purpose text primary key, sealed text not null, created_at bigint not null'));
    await run(
      table(
        'connection_codes',
        `id text primary key, workspace_id text not null references workspaces(id), hash text not null unique,
         expires_at bigint not null, used_at bigint, created_at bigint not null`,
      ),
    );
    await run(
      table(
        'sources',
        `id text primary key, workspace_id text not null references workspaces(id), slug text not null, kind text not null,
         name text not null, url text not null, settings text not null, created_at bigint not null, revoked_at bigint,
         last_event_at bigint, woken_at bigint, unique (workspace_id, slug)`,
      ),
    );
    await run(
      table(
        'source_keys',
        `id text primary key, workspace_id text not null, source_id text not null references sources(id), kind text not null,
         material text not null, created_at bigint not null, revoked_at bigint`,
      ),
    );
    await run(sql.raw('create index source_keys_source on source_keys (source_id)'));
    await run(
      table(
        'connections',
        `id text primary key, workspace_id text not null references workspaces(id), slug text not null, destination text not null,
         name text not null, owner text, settings text not null, secrets text, tokens text, scopes text not null, base_url text,
         account text, hold_kind text, hold_until bigint, hold_message text, refresh_lease text, refresh_lease_until bigint,
         created_at bigint not null, updated_at bigint not null, removed_at bigint`,
      ),
    );
    await run(sql.raw('create unique index connections_slug on connections (workspace_id, slug) where removed_at is null'));
    await run(
      table(
        'oauth_states',
        `state_hash text primary key, workspace_id text not null, connection_id text not null references connections(id),
         code_verifier text not null, actor text not null, expires_at bigint not null`,
      ),
    );
    await run(
      table(
        'flows',
        `id text primary key, workspace_id text not null references workspaces(id), slug text not null, name text not null,
         owner text, created_at bigint not null, archived_at bigint`,
      ),
    );
    await run(sql.raw('create unique index flows_slug on flows (workspace_id, slug) where archived_at is null'));
    await run(
      table(
        'flow_versions',
        `id text primary key, workspace_id text not null, flow_id text not null references flows(id), version integer not null,
         state text not null, spec text not null, created_by text not null, created_at bigint not null, updated_at bigint not null,
         published_at bigint, unique (flow_id, version)`,
      ),
    );
    await run(sql.raw(`create index flow_versions_live on flow_versions (workspace_id) where state in ('published', 'shadow')`));

    await run(
      table(
        'events',
        `seq ${seq}, id text not null unique, workspace_id text not null, source_id text not null, type text not null,
         state text not null, idempotency_key text not null, occurred_at bigint not null, received_at bigint not null,
         processed_at bigint, process_at bigint not null, process_failures integer not null, process_error text, contact_key text,
         verdict text, reasons text, score double precision, duplicate_of text, revision_of text, marked text, problems text, body text not null,
         erased_at bigint`,
      ),
    );
    await run(sql.raw('create index events_activity on events (workspace_id, seq)'));
    await run(sql.raw(`create index events_received on events (workspace_id, seq) where state = 'received'`));
    await run(
      sql.raw(
        `create index events_kept_back on events (workspace_id, verdict, seq)
         where verdict in ('quarantine', 'review', 'suppress', 'duplicate')`,
      ),
    );
    await run(sql.raw(`create index events_set_aside on events (workspace_id, state, seq) where state in ('parked', 'revision')`));
    await run(sql.raw('create index events_revision on events (revision_of) where revision_of is not null'));
    await run(
      table(
        'event_keys',
        `workspace_id text not null, source_id text not null, idempotency_key text not null, event_id text not null,
         created_at bigint not null, primary key (source_id, idempotency_key)`,
      ),
    );
    await run(
      table(
        'duplicate_windows',
        `workspace_id text not null, fingerprint text not null, event_id text not null, expires_at bigint not null,
         primary key (workspace_id, fingerprint)`,
      ),
    );
    await run(sql.raw('create index duplicate_windows_expiry on duplicate_windows (expires_at)'));

    await run(
      table(
        'deliveries',
        `seq ${seq}, id text not null unique, workspace_id text not null, event_id text not null, flow_id text not null,
         flow_version_id text not null, step_key text not null, connection_id text not null, operation text not null,
         lane text not null, state text not null, after_id text, priority integer not null, run_at bigint not null,
         attempts integer not null, lease_token text, lease_until bigint, idempotency_key text not null, payload text, result text,
         error text, replay_of text, created_at bigint not null, finished_at bigint`,
      ),
    );
    await run(sql.raw(`create index deliveries_claim on deliveries (connection_id, priority, run_at, seq) where state = 'pending'`));
    await run(sql.raw(`create index deliveries_leased on deliveries (connection_id, lease_until) where state = 'leased'`));
    await run(sql.raw(`create index deliveries_blocked on deliveries (after_id) where state = 'blocked'`));
    await run(sql.raw(`create index deliveries_attention on deliveries (workspace_id, seq) where state in ('dead', 'uncertain')`));
    await run(sql.raw('create index deliveries_event on deliveries (event_id)'));
    await run(sql.raw('create index deliveries_lane on deliveries (connection_id, lane, seq)'));
    // Apart from the lane's whole history, which a change of state then need not touch.
    await run(
      sql.raw(
        `create index deliveries_in_lane on deliveries (connection_id, lane, state, seq) where state in ('waiting', 'pending', 'leased')`,
      ),
    );
    await run(table('lanes', 'connection_id text not null, lane text not null, open integer not null, primary key (connection_id, lane)'));
    await run(
      table(
        'attempts',
        `seq ${seq}, id text not null unique, workspace_id text not null, delivery_id text not null, connection_id text not null,
         lease_token text not null, started_at bigint not null, finished_at bigint, outcome text not null, code text, message text,
         exchanges text`,
      ),
    );
    await run(sql.raw('create index attempts_delivery on attempts (delivery_id)'));
    await run(sql.raw('create index attempts_connection on attempts (connection_id, seq)'));
    await run(
      table('limits', 'scope text primary key, tokens double precision not null, updated_at bigint not null, paused_until bigint not null'),
    );
    await run(
      table(
        'alerts',
        `id text primary key, workspace_id text not null, key text not null, kind text not null, message text not null,
         opened_at bigint not null, resolved_at bigint`,
      ),
    );
    await run(sql.raw('create unique index alerts_open on alerts (workspace_id, key) where resolved_at is null'));
    await run(
      table(
        'audit',
        `seq ${seq}, workspace_id text not null, at bigint not null, actor text not null, action text not null,
         entity text not null, entity_id text not null, before text, after text`,
      ),
    );
    await run(sql.raw('create index audit_workspace on audit (workspace_id, seq)'));
  };
}
