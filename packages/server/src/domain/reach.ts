/** What a caller reaches: a workspace, or of it only what came from one source (the panel of one site). */
export interface Reach {
  workspaceId: string;
  sourceId: string | undefined;
  /** Who it is, for the audit. */
  by: string;
}
