import type { Generated } from 'kysely';

/** Who is who, and what that rests on. */
export interface IdentityTables {
  /** People, as their records say they are. */
  persons: {
    seq: Generated<number>;
    id: string;
    workspace_id: string;
    /** What is held of them, by the workspace's field rules: each value with where it comes from. */
    fields: string;
    /** One statement a channel; an opt-out of any record wins until it is lifted. */
    consent: string;
    /** Who they were found to be; null for a person of their own. */
    merged_into: string | null;
    created_at: number;
    updated_at: number;
  };
  /** What one source said of a person, once for each different saying: the link table from what is said to who is meant. */
  person_records: {
    id: string;
    workspace_id: string;
    person_id: string;
    source_id: string;
    /** Names the saying within its source. */
    digest: string;
    /** As it was typed. */
    contact: string;
    /** What came with it and can only rise or be withdrawn: lifecycle, consent. */
    details: string;
    /** Why it is this person's: `{rung, names}`. */
    joined_by: string;
    /** The latest event that said it. */
    event_id: string | null;
    /** By the source's own clock. */
    first_at: number;
    last_at: number;
  };
  /** By what records are found: `m:ada@example.com`, `p:12345678`, … */
  person_keys: { workspace_id: string; key: string; record_id: string };
  /** Possible same persons; `person_a` is the smaller id. A rejected pair is never suggested or linked again. */
  person_suggestions: {
    seq: Generated<number>;
    id: string;
    workspace_id: string;
    person_a: string;
    person_b: string;
    chance: number;
    reasons: string;
    state: 'open' | 'accepted' | 'rejected';
    created_at: number;
    decided_at: number | null;
    decided_by: string | null;
    merge_id: string | null;
  };
  /** What was moved, so that it can be moved back. */
  person_merges: {
    seq: Generated<number>;
    id: string;
    workspace_id: string;
    into_person: string;
    from_person: string;
    record_ids: string;
    /** Persons that had been merged into `from_person` before. */
    absorbed_ids: string;
    reason: string;
    merged_at: number;
    merged_by: string;
    undone_at: number | null;
    undone_by: string | null;
  };
}
