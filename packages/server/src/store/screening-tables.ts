/** What screening has learned, seen and used up. */
export interface ScreeningTables {
  /** What each source has taught. `generation` counts changes of its examples; `learned` is the generation the model knows. */
  screening_models: {
    workspace_id: string;
    source_id: string;
    generation: number;
    learned: number;
    learned_at: number | null;
    model: string | null;
  };
  /** One a corrected event: hashes of what it said, no words. */
  screening_examples: {
    workspace_id: string;
    source_id: string;
    event_id: string;
    spam: number;
    script: string | null;
    features: string;
    added_at: number;
  };
  /** Keyed fingerprints of address, network and text, for rates; `good`: addresses found genuine, kept. `at` is when the event occurred. */
  screening_sightings: {
    workspace_id: string;
    kind: 'email' | 'network' | 'content' | 'good';
    key: string;
    event_id: string;
    sender: string | null;
    at: number;
  };
  /** Form tokens and proofs of work that were used. */
  screening_tokens: { workspace_id: string; token: string; event_id: string; expires_at: number };
  /** Outside services a source may ask, one row each. `secret` is sealed. */
  screening_services: {
    id: string;
    workspace_id: string;
    source_id: string;
    service: 'akismet' | 'turnstile';
    /** 1: asked about each message. */
    active: number;
    /** What is no secret, by the service. */
    settings: string;
    secret: string;
    checked_at: number;
    /** What is wrong with it, in words, and since when; null where its last answer was one. */
    problem: string | null;
    problem_at: number | null;
  };
  /** What Akismet is told of messages it was wrong about, one row a message. `due_at` null: it was told. */
  screening_corrections: {
    event_id: string;
    workspace_id: string;
    source_id: string;
    spam: number;
    due_at: number | null;
    tries: number;
  };
}
