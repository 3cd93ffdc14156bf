import type { WorkspaceState } from '@handoff/shared/api';
import type { z } from 'zod';
import { alertKind } from '../../observe/alert-kinds.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Language } from '../../words/language.ts';
import { messageOf } from '../alerting/words.ts';
import { toIso, toIsoOrNull } from '../times.ts';
import { monthOf } from './usage.ts';

type State = z.infer<typeof WorkspaceState>;

export interface OverviewRequest {
  /** The workspaces the person reaches; undefined: all. */
  workspaceIds: string[] | undefined;
  search?: string | undefined;
  state?: State | undefined;
  sort: 'trouble' | 'name' | 'newest' | 'quiet';
  page: number;
  limit: number;
  /** In which what is worst is said. */
  language: Language;
}

interface Line {
  id: string;
  name: string;
  createdAt: number;
  state: State;
  problems: number;
  warnings: number;
  says: string | null;
  sources: number;
  lastEventAt: number | null;
}

/** A page of the workspaces somebody reaches, with how each fares. Reads small tables and open alerts only, never the history. */
export async function overviewWorkspaces(parts: { store: Store; clock: { now: () => number } }, request: OverviewRequest) {
  const { db } = parts.store;
  const lines = (await readLines(db, request.workspaceIds, request.language)).filter(({ name }) => contains(name, request.search));
  const counts = { problem: 0, watch: 0, new: 0, ok: 0 };
  for (const { state } of lines) counts[state] += 1;
  const matching = lines.filter(({ state }) => request.state === undefined || state === request.state).toSorted(ORDER[request.sort]);
  const shown = matching.slice((request.page - 1) * request.limit, request.page * request.limit);
  const month = await monthOf(
    db,
    shown.map(({ id }) => id),
    parts.clock.now(),
  );
  return {
    items: shown.map((line) => ({
      ...line,
      createdAt: toIso(line.createdAt),
      lastEventAt: toIsoOrNull(line.lastEventAt),
      month: month.get(line.id) ?? { events: 0, delivered: 0, failed: 0 },
    })),
    total: matching.length,
    counts,
  };
}

async function readLines(db: Db, only: string[] | undefined, language: Language): Promise<Line[]> {
  if (only !== undefined && only.length === 0) return [];
  const within = only ?? null;
  const workspaces = await db
    .selectFrom('workspaces')
    .select(['id', 'name', 'created_at'])
    .$if(within !== null, (query) => query.where('id', 'in', within ?? []))
    .execute();
  const sources = await db
    .selectFrom('sources')
    .select((select) => ['workspace_id', select.fn.countAll<number>().as('count'), select.fn.max('last_event_at').as('last')])
    .where('revoked_at', 'is', null)
    .$if(within !== null, (query) => query.where('workspace_id', 'in', within ?? []))
    .groupBy('workspace_id')
    .execute();
  const alerts = await db
    .selectFrom('alerts')
    .select(['workspace_id', 'kind', 'severity', 'message', 'message_said'])
    .where('resolved_at', 'is', null)
    .$if(within !== null, (query) => query.where('workspace_id', 'in', within ?? []))
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const sourcesOf = new Map(sources.map((row) => [row.workspace_id, row]));
  const alertsOf = Map.groupBy(alerts, (row) => row.workspace_id);
  return workspaces.map((workspace) => {
    const own = alertsOf.get(workspace.id) ?? [];
    const problems = own.filter((alert) => severityOf(alert) === 'problem');
    const warnings = own.filter((alert) => severityOf(alert) === 'warning');
    const source = sourcesOf.get(workspace.id);
    const lastEventAt = source?.last ?? null;
    const worst = problems[0] ?? warnings[0];
    return {
      id: workspace.id,
      name: workspace.name,
      createdAt: workspace.created_at,
      state: problems.length > 0 ? 'problem' : warnings.length > 0 ? 'watch' : lastEventAt === null ? 'new' : 'ok',
      problems: problems.length,
      warnings: warnings.length,
      says: worst === undefined ? null : messageOf(worst, language),
      sources: source?.count ?? 0,
      lastEventAt,
    };
  });
}

/** An older server wrote alerts without saying how grave they are. */
const severityOf = (alert: { kind: string; severity: string | null }): string => alert.severity ?? alertKind(alert.kind).severity;

function contains(name: string, search: string | undefined): boolean {
  return search === undefined || name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
}

const byName = (one: Line, other: Line) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1);
const GRAVITY: Record<State, number> = { problem: 0, watch: 1, new: 2, ok: 3 };

const ORDER: Record<OverviewRequest['sort'], (one: Line, other: Line) => number> = {
  trouble: (one, other) =>
    GRAVITY[one.state] - GRAVITY[other.state] || other.problems - one.problems || other.warnings - one.warnings || byName(one, other),
  name: byName,
  newest: (one, other) => other.createdAt - one.createdAt || byName(one, other),
  // Who has not been heard of for longest, and those who never were before all.
  quiet: (one, other) => (one.lastEventAt ?? 0) - (other.lastEventAt ?? 0) || byName(one, other),
};
