/** What goes by age, and the proofs of what went at a person's request; see `domain/retention` and `domain/people`. */
export interface RetentionTables {
  /** One row a workspace; the empty id stands for what belongs to the server itself. */
  retention_runs: {
    workspace_id: string;
    /** Not before this time it is gone through again; moved ahead by compare-and-set, so that one server does. */
    due_at: number;
    /** When the run under way began; null between runs. */
    started_at: number | null;
    /** JSON: rows by kind, of the run under way, of the last one that ended, and altogether. */
    removed: string;
    last_started_at: number | null;
    last_finished_at: number | null;
    last_removed: string | null;
    total_removed: string;
  };
  /** How far a kind was gone through: rows up to `position` need not be read again. */
  retention_positions: {
    workspace_id: string;
    kind: string;
    /** What is gone through one by one (a connection's attempts, a source's keys); empty: the whole workspace. */
    scope: string;
    /** A `seq` or a key, as text. */
    position: string;
    /** When a sweep that begins anew each time came to its end. */
    swept_at: number | null;
  };
  /** Rows that were old enough and not finished: looked at again each run. */
  retention_kept: { workspace_id: string; kind: string; row_seq: number };
  /** Proofs of exports and erasures; whom they were about is in them as a digest. */
  privacy_receipts: {
    id: string;
    workspace_id: string;
    /** The source whose panel asked; null: the whole workspace. */
    source_id: string | null;
    kind: 'export' | 'erasure';
    person_digest: string;
    /** JSON: by what they were looked for. */
    person_by: string;
    requested_by: string;
    requested_at: number;
    finished_at: number | null;
    /** JSON. */
    counts: string;
    /** JSON: what destinations held; see `domain/people/receipts`. */
    destinations: string;
    /** How many of them somebody still has to erase by hand. */
    by_hand: number;
    contents_since: number | null;
  };
}
