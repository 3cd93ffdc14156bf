import type { Generated } from 'kysely';

/** What is usual for a source, a flow or a connection; see `domain/health`. */
export interface HealthTables {
  /** One row an hour in which something happened, for five weeks. */
  rhythms: {
    workspace_id: string;
    /** The id of the source, flow or connection. */
    subject: string;
    /** Hours since 1970, in UTC. */
    hour: number;
    /** Of a source: events that came in as they happened. Of a flow or connection: tries that worked. */
    good: number;
    /** Of a flow or connection: tries that did not. */
    bad: number;
    /** The last good one. */
    last_at: number | null;
  };
  /** How far the counting has got (`events`, `attempts`), and since when sources are listened to (`listening`). */
  health_cursors: { name: string; seq: number; at: number };
}

/** Who looked through a flow or connection last, and when. */
export interface Reviewed {
  reviewed_at: Generated<number | null>;
  reviewed_by: Generated<string | null>;
}
