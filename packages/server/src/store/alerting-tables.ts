import type { Generated } from 'kysely';

/** What an alert is about, and how far its telling has got; empty where an older server opened it. */
export interface AlertTelling {
  about_kind: Generated<string | null>;
  about_id: Generated<string | null>;
  severity: Generated<string | null>;
  /** What to do; empty where that is as its kind says. */
  fix: Generated<string | null>;
  /** JSON: `Said`. What `message` and `fix` say, without their language; empty where those are somebody else's words. */
  message_said: Generated<string | null>;
  fix_said: Generated<string | null>;
  /** Empty: nobody was looked for yet · opened: notices of its opening were written · closed: those of its end too. */
  telling: Generated<'opened' | 'closed' | null>;
  /** How often it came back shortly after it was resolved, since people were told of it. */
  came_back: Generated<number>;
  /** When those who were told are reminded. */
  remind_at: Generated<number | null>;
  acknowledged_at: Generated<number | null>;
  acknowledged_by: Generated<string | null>;
  /** Until then nothing is sent about it, also where it comes back. */
  muted_until: Generated<number | null>;
}

/** Where alerts go, and what was sent; see `domain/alerting`. */
export interface AlertingTables {
  alert_channels: {
    id: string;
    workspace_id: string;
    name: string;
    kind: 'email' | 'connection';
    /** Of an e-mail channel. */
    address: string | null;
    /** Of a channel that is one of the workspace's connections. */
    connection_id: string | null;
    /** JSON: `ChannelSettings`. */
    settings: string;
    /** When its next daily look at quarantine falls due; empty where it wants none. */
    digest_at: number | null;
    last_sent_at: number | null;
    /** The last failure, until something gets through again. */
    failed_at: number | null;
    error: string | null;
    created_at: number;
    updated_at: number;
    removed_at: number | null;
  };
  /** One thing one target is told once. */
  notices: {
    id: string;
    workspace_id: string;
    /** Empty for a daily look, which is about no single alert. */
    alert_id: string;
    /** A channel's id, or `mailto:` and an address. */
    target: string;
    kind: 'opened' | 'resolved' | 'reminder' | 'digest';
    /** Tells reminders and daily looks of one target apart. */
    nth: string;
    /** pending · sent · failed: given up · dropped: it was over before it was told. */
    state: 'pending' | 'sent' | 'failed' | 'dropped';
    attempts: number;
    /** Empty: goes along with the next message to its target, and asks for none of its own. */
    next_at: number | null;
    /** Those that go in one message; a message whose fate is unknown is repeated whole and under the same id. */
    batch: string | null;
    lease_until: number | null;
    error: string | null;
    created_at: number;
    sent_at: number | null;
  };
}
