/** The keys of the alerts that watches open and resolve; each names its subject, so that one is told once. */
export const watchKey = {
  backlog: (connectionId: string) => `backlog:${connectionId}`,
  processing: 'backlog:processing',
  silence: (sourceId: string) => `silence:${sourceId}`,
  expiry: (connectionId: string, days: number) => `expiry:${connectionId}:${days}`,
  version: (subject: string, days: number) => `version:${subject}:${days}`,
  unowned: (subjectId: string) => `unowned:${subjectId}`,
  unreviewed: (subjectId: string) => `unreviewed:${subjectId}`,
};
