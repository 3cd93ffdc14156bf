/** What a caller reaches: a workspace, or of it only what came from one source (the panel of one site). */
export interface Reach {
  workspaceId: string;
  sourceId: string | undefined;
  /** Who it is, for the audit. */
  by: string;
}

/** The caller as a sentence names it: the prefix tells a site's people and members from API tokens, and only disturbs people. */
export function personOf({ by }: Pick<Reach, 'by'>): string {
  return by.replace(/^(panel|token|member):/, '');
}
