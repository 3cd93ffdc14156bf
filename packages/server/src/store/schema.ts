import type { ShopifyTables } from '@handoff/shopify-app/store';
import type { Generated, Kysely, Transaction } from 'kysely';
import type { AlertingTables, AlertTelling } from './alerting-tables.ts';
import type { CompatTables } from './compat-tables.ts';
import type { HealthTables, Reviewed } from './health-tables.ts';
import type { IdentityTables } from './identity-tables.ts';
import type { RetentionTables } from './retention-tables.ts';
import type { MemberTables, Owned } from './member-tables.ts';
import type { ScreeningTables } from './screening-tables.ts';
import type { SubscriptionTables } from './subscription-tables.ts';

/**
 * One schema for both engines. Times are epoch milliseconds, truth values 0 or 1, JSON is text:
 * what both engines store alike is written alike. `seq` is the insertion order within a table.
 */
export interface Schema
  extends
    ShopifyTables,
    AlertingTables,
    SubscriptionTables,
    ScreeningTables,
    HealthTables,
    IdentityTables,
    CompatTables,
    RetentionTables,
    MemberTables {
  workspaces: {
    id: string;
    name: string;
    settings: string;
    /** In which its messages are written to whoever's own language is not known; empty: English. */
    language: Generated<string | null>;
    created_at: number;
  };
  api_tokens: {
    id: string;
    /** Empty for an operator's token, which reaches every workspace. */
    workspace_id: string | null;
    name: string;
    hash: string;
    created_at: number;
    last_used_at: number | null;
    revoked_at: number | null;
  };
  server_keys: { purpose: string; sealed: string; created_at: number };
  connection_codes: {
    id: string;
    workspace_id: string;
    hash: string;
    expires_at: number;
    used_at: number | null;
    created_at: number;
  };
  sources: {
    id: string;
    workspace_id: string;
    slug: string;
    kind: string;
    name: string;
    url: string;
    settings: string;
    created_at: number;
    revoked_at: number | null;
    last_event_at: number | null;
    /** When a server last asked the site to send what waits in its outbox. */
    woken_at: number | null;
  };
  source_keys: {
    id: string;
    workspace_id: string;
    source_id: string;
    kind: 'ed25519' | 'hmac' | 'url';
    /** The public key (ed25519), the sealed secret (hmac) or the hash of the secret (url). */
    material: string;
    created_at: number;
    revoked_at: number | null;
  };
  connections: {
    id: string;
    workspace_id: string;
    slug: string;
    destination: string;
    name: string;
    owner: string | null;
    /** Settings without secrets. */
    settings: string;
    /** JWE of the secret settings; null where there are none. */
    secrets: string | null;
    /** JWE of the OAuth token set. */
    tokens: string | null;
    scopes: string;
    base_url: string | null;
    account: string | null;
    hold_kind: 'rate_limit' | 'auth' | 'scope' | 'breaker' | 'person' | null;
    /** End of the hold; null together with a `hold_kind` means until a person acts. */
    hold_until: number | null;
    hold_message: string | null;
    refresh_lease: string | null;
    refresh_lease_until: number | null;
    /** When the key that somebody entered ends, as they said. */
    secret_ends_at: Generated<number | null>;
    /** As far as it was noted; see `domain/access`. */
    last_used_at: Generated<number | null>;
    created_at: number;
    updated_at: number;
    removed_at: number | null;
  } & Reviewed &
    Owned;
  /** Sign-ins that have begun at a vendor; each is used once, within ten minutes. */
  oauth_states: {
    state_hash: string;
    workspace_id: string;
    connection_id: string;
    /** JWE. */
    code_verifier: string;
    actor: string;
    expires_at: number;
  };
  flows: {
    id: string;
    workspace_id: string;
    slug: string;
    name: string;
    owner: string | null;
    created_at: number;
    archived_at: number | null;
    /** When it was last compared with what its destinations have. */
    drift_checked_at: Generated<number | null>;
  } & Reviewed &
    Owned;
  flow_versions: {
    id: string;
    workspace_id: string;
    flow_id: string;
    version: number;
    state: 'draft' | 'shadow' | 'published' | 'superseded';
    spec: string;
    created_by: string;
    created_at: number;
    updated_at: number;
    published_at: number | null;
  };
  events: {
    seq: Generated<number>;
    id: string;
    workspace_id: string;
    source_id: string;
    type: string;
    /** received: waits for screening · processed · parked: type unknown · revision: known key, other body. */
    state: 'received' | 'processed' | 'parked' | 'revision';
    idempotency_key: string;
    occurred_at: number;
    received_at: number;
    processed_at: number | null;
    /** Not before this time is a failed processing tried again. */
    process_at: number;
    process_failures: number;
    process_error: string | null;
    contact_key: string | null;
    verdict: 'accept' | 'review' | 'quarantine' | 'suppress' | 'duplicate' | null;
    reasons: string | null;
    score: number | null;
    duplicate_of: string | null;
    revision_of: string | null;
    /** What it would have been, of a site that is only watched; null where that is no other than what it is, or not noted yet. */
    would_be: Generated<'quarantine' | 'review' | null>;
    /** What a person said it is; screening learns from it. */
    marked: 'spam' | 'not_spam' | null;
    /** What the sender should mend, with JSON pointers; null where all was well. */
    problems: string | null;
    /** The W3C trace context the sender gave; no personal data, so it stays when the body is erased. */
    traceparent: Generated<string | null>;
    /** What outside services said of it (JSON `Asked`); null: none was asked. */
    asked: Generated<string | null>;
    /** The envelope as received; once erased, only what names the event. */
    body: string;
    /** When the personal data were erased: at the person's request, or by age. */
    erased_at: number | null;
    /** For how many days the contents had been kept, where they were erased by age. */
    erased_after_days: number | null;
  };
  /** Duplicate keys, apart from events so that they outlive them and PostgreSQL can partition events by day. */
  event_keys: { workspace_id: string; source_id: string; idempotency_key: string; event_id: string; created_at: number };
  duplicate_windows: { workspace_id: string; fingerprint: string; event_id: string; expires_at: number };
  deliveries: {
    seq: Generated<number>;
    id: string;
    workspace_id: string;
    event_id: string;
    flow_id: string;
    flow_version_id: string;
    step_key: string;
    connection_id: string;
    operation: string;
    /** Connection and contact: deliveries of one lane go out in order of `seq`. */
    lane: string;
    /**
     * blocked: waits for an earlier step · waiting: behind another of its lane · pending: may be claimed at `run_at`
     * · leased · succeeded · dead · uncertain · skipped: its condition did not hold, or (with a `result`) newer data is there
     * · cancelled · shadow: shown, never sent.
     */
    state: DeliveryState;
    /** The delivery of the step this one comes after. */
    after_id: string | null;
    priority: number;
    run_at: number;
    attempts: number;
    lease_token: string | null;
    lease_until: number | null;
    idempotency_key: string;
    payload: string | null;
    result: string | null;
    error: string | null;
    replay_of: string | null;
    created_at: number;
    finished_at: number | null;
  };
  /** One row a lane with open deliveries; its row lock orders them. Gone when the lane is empty. */
  lanes: { connection_id: string; lane: string; open: number };
  attempts: {
    seq: Generated<number>;
    id: string;
    workspace_id: string;
    delivery_id: string;
    connection_id: string;
    lease_token: string;
    started_at: number;
    finished_at: number | null;
    /** `started` until settled; one left behind by a crash means the outcome is unknown. */
    outcome: 'started' | 'ok' | 'retry' | 'permanent' | 'reauth' | 'scope' | 'unknown' | 'duplicate';
    code: string | null;
    message: string | null;
    exchanges: string | null;
  };
  /** `slots`: JSON of [number of the slot, what was used in it], for limits of hours and days. */
  limits: { scope: string; tokens: number; updated_at: number; queued_until: number; slots: string | null };
  /** Persons whom destinations are asked to erase. */
  erasures: {
    id: string;
    workspace_id: string;
    connection_id: string;
    /** JWE of who it is and their records there; empty once done. */
    person: string;
    /** failed: waits for a person. */
    state: 'pending' | 'done' | 'failed';
    attempts: number;
    run_at: number;
    message: string | null;
    requested_by: string;
    requested_at: number;
    finished_at: number | null;
    /** The receipt it belongs to. */
    receipt_id: string | null;
  };
  alerts: {
    id: string;
    workspace_id: string;
    /** What it is about, once: `auth:con_…`. At most one open alert a key. */
    key: string;
    kind: string;
    message: string;
    opened_at: number;
    resolved_at: number | null;
  } & AlertTelling;
  /** What a workspace calls what its forms ask for; `words` is a JSON list. */
  vocabulary: { workspace_id: string; name: string; label: string; meaning: string | null; words: string; position: number };
  audit: {
    seq: Generated<number>;
    workspace_id: string;
    at: number;
    actor: string;
    action: string;
    entity: string;
    entity_id: string;
    before: string | null;
    after: string | null;
  };
}

export type DeliveryState =
  | 'blocked'
  | 'waiting'
  | 'pending'
  | 'leased'
  | 'succeeded'
  | 'dead'
  | 'uncertain'
  | 'skipped'
  | 'cancelled'
  | 'shadow';

/** The database itself, or a transaction on it. */
export type Db = Kysely<Schema> | Transaction<Schema>;
