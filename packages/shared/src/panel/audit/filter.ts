/** Which changes somebody wants to see; what is empty does not matter. */
export interface AuditFilter {
  entity: string;
  actor: string;
  /** Days as `2026-11-21`, in the person's time zone; both count. */
  from: string;
  to: string;
}

/** The filter as the API takes it. A day that is none, as while somebody types one, does not matter yet. */
export function auditQuery({ entity, actor, from, to }: AuditFilter) {
  const [since, until] = [startOf(from, 0), startOf(to, 1)];
  return {
    ...(entity === '' ? {} : { entity }),
    ...(actor === '' ? {} : { actor }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** When a day begins where the person is, so many days later. */
function startOf(day: string, later: number): string | undefined {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
