/** What other tools asked to have posted to them; see `domain/subscription`. */
export interface SubscriptionTables {
  subscriptions: {
    id: string;
    workspace_id: string;
    name: string;
    /** JSON: event types. */
    types: string;
    source_id: string | null;
    connection_id: string;
    flow_id: string;
    created_by: string;
    created_at: number;
    ended_at: number | null;
  };
}
