import type { Generated } from 'kysely';

/** The app's own tables, prefixed so that they can live in the server's database. `shop` is `example.myshopify.com`. */
export interface ShopifyTables {
  shopify_shops: {
    shop: string;
    name: string;
    email: string | null;
    /** ISO codes and IANA zone as Shopify gave them; null until first asked. */
    currency: string | null;
    country: string | null;
    timezone: string | null;
    plan: string | null;
    /** `installed` · `uninstalled`: Shopify told us, the tokens are void. */
    state: 'installed' | 'uninstalled';
    installed_at: number;
    uninstalled_at: number | null;
    /** Scopes the merchant granted, space separated. */
    scopes: string;
    /** Sealed JSON of the access and refresh token; null after an uninstall. */
    tokens: string | null;
    access_expires_at: number | null;
    refresh_expires_at: number | null;
    /** The single-flight refresh: who refreshes, and until when. */
    refresh_lease: string | null;
    refresh_lease_until: number | null;
    /** Why the merchant has to open the app again; null while access works. */
    access_problem: string | null;
    /** The pairing; null until a workspace was opened or joined. */
    source_id: string | null;
    workspace_id: string | null;
    workspace_name: string | null;
    fingerprint: string | null;
    /** Sealed `whsk_` key by which this shop signs. */
    signing_key: string | null;
    paired_at: number | null;
    /** Why events are not taken by the companion right now, and until when sending pauses; null where all is well. */
    sending_problem: string | null;
    sending_paused_until: number | null;
    /** JSON of `ShopSettings`. */
    settings: string;
    /** JSON of what was found of protected data: field → approved, withheld, unknown. */
    protected_data: string;
    /** The web pixel's id where it is active. */
    pixel_id: string | null;
    /** Whether the theme's app embed was seen on the storefront, and when last. */
    embed_seen_at: number | null;
    /** One worker at a time goes through a shop's inbox. */
    worker_lease: string | null;
    worker_lease_until: number | null;
    /** When the tokens were last renewed, and the shop last reconciled. */
    kept_alive_at: number | null;
    reconciled_at: number | null;
    /** When a person last sent a test. */
    tested_at: number | null;
    created_at: number;
    updated_at: number;
  };
  /** Pairings of a shop that ended: what was handed over under them is still there, and people may ask for theirs. */
  shopify_left: {
    shop: string;
    source_id: string;
    workspace_id: string;
    workspace_name: string;
    /** The companion's address. */
    origin: string;
    left_at: number;
  };
  /** Every delivery Shopify made, kept durably before it is answered 200. One row a (shop, webhook id, body hash). */
  shopify_inbox: {
    seq: Generated<number>;
    shop: string;
    webhook_id: string;
    event_id: string | null;
    topic: string;
    api_version: string;
    triggered_at: number;
    received_at: number;
    /** The raw body; empty once done, so that personal data do not stay. */
    body: string;
    /** SHA-256 of the body: a known id with another body is kept as a revision and flagged. */
    body_hash: string;
    /** How many deliveries brought the same id. */
    deliveries: number;
    /** pending · done · failed: waits for a person. */
    state: 'pending' | 'done' | 'failed';
    /**
     * JSON list of flags. `stale`: far older than Shopify's own tries · `refetched`: its data were looked up again · `superseded`: not
     * sent, something newer was · `body_differs`: another body under a known id · `foreign_shop`: names another shop ·
     * `topic_differs`: its data contradict its topic · `unknown_topic` · `unknown_shop`: came before the shop was known · `erased`: on a person's request.
     */
    flags: string;
    attempts: number;
    next_at: number;
    error: string | null;
    /** JSON list of the ids of the events it became at the companion. */
    events: string | null;
    done_at: number | null;
  };
  /** Per topic: what the panel shows as webhook health. */
  shopify_topics: {
    shop: string;
    topic: string;
    first_at: number;
    last_at: number;
    deliveries: number;
    /** Found only by reconciliation, and when last. */
    missed: number;
    missed_at: number | null;
  };
  /** The newest version of each record that was sent on: older ones never overwrite newer ones. */
  shopify_versions: {
    shop: string;
    /** `order`, `customer`, `consent:email`, … */
    kind: string;
    native_id: string;
    /** The record's own time of change, epoch milliseconds. Shopify counts whole seconds, so two states can share one. */
    version: number;
    /** Digests of what was sent (`capture/content`), to tell two states of one version apart. */
    content: string;
    seen_at: number;
  };
  /** Checkouts that were begun; our own timer calls them abandoned. */
  shopify_checkouts: {
    shop: string;
    token: string;
    /** The last payload of the checkout; empty once it was decided. */
    body: string;
    state: 'open' | 'ordered' | 'abandoned';
    started_at: number;
    updated_at: number;
    due_at: number;
  };
  /** Imports and reconciliations. */
  shopify_jobs: {
    id: string;
    shop: string;
    kind: 'import' | 'reconcile';
    state: 'running' | 'paused' | 'done' | 'failed' | 'cancelled';
    /** JSON: what was asked for. */
    ask: string;
    /** JSON: where it is, so that any process can go on after a crash. */
    cursor: string;
    total: number | null;
    done: number;
    /** New events sent on, and those that were known already. */
    captured: number;
    known: number;
    message: string | null;
    /** Who asked; null for the schedule. */
    by: string | null;
    lease: string | null;
    lease_until: number | null;
    run_at: number;
    created_at: number;
    updated_at: number;
    finished_at: number | null;
  };
  /** Compliance requests and what became of them. */
  shopify_compliance: {
    id: string;
    shop: string;
    topic: 'customers/data_request' | 'customers/redact' | 'shop/redact';
    /** JSON of who it is about; empty once done. */
    person: string;
    state: 'pending' | 'done' | 'failed';
    /** JSON: what was found, exported or erased, without personal data. */
    receipt: string | null;
    attempts: number;
    next_at: number;
    error: string | null;
    received_at: number;
    done_at: number | null;
  };
  /** Storefront posts seen, so that a repeat is known. */
  shopify_seen: { shop: string; key: string; seen_at: number };
}
