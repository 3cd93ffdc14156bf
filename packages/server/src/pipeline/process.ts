import { type Envelope, parseEnvelope } from '@handoff/shared/event';
import { type Transaction, sql } from 'kysely';
import type { DestinationDefinition } from '../destinations/kit/types.ts';
import { retryDelay } from '../delivery/backoff.ts';
import { type Heard, heardOf } from '../domain/identity/heard.ts';
import { identify } from '../domain/identity/identify.ts';
import type { Learner, Taught } from '../domain/screening/learner.ts';
import type { Asked } from '../screening/services/asked.ts';
import type { Finding, ScreeningSettings, ScreenResult, ScreenVerdict } from '../screening/types.ts';
import { SourceSettings } from '../sources/settings.ts';
import type { EventSeen } from '../observe/tracing.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { valueRows } from '../store/values.ts';
import { findDuplicates } from './deduplicate.ts';
import { type DueEvent, dueEvents } from './due-events.ts';
import { type BrokenFlow, tellOfBrokenFlows } from './broken-flows.ts';
import { type CompiledFlow, liveFlows } from './flows.ts';
import { type Messages, messagingSteps } from './messaging.ts';
import { insertDeliveries, type NewDelivery, planDeliveries, type RoutedEvent } from './route.ts';
import { screenReceived } from './screen-received.ts';
import { fillShadows } from './shadows.ts';

export interface ProcessDeps {
  store: Store;
  now: () => number;
  /** Keys the fingerprints of the duplicate window and of what screening has seen. */
  fingerprintKey: Uint8Array;
  destinations: Record<string, DestinationDefinition>;
  /** What sources have taught; without it nothing learned is asked. */
  learner?: Learner | undefined;
}

type Verdict = NonNullable<Schema['events']['verdict']>;

const MINUTE_MS = 60_000;

interface Decision {
  id: string;
  receivedAt: number;
  envelope: Envelope;
  sourceId: string;
  contactKey: string | null;
  /** Earlier processings that failed. */
  process_failures: number;
  traceparent: string | null;
  settings: ScreeningSettings;
  asked: Asked;
  result: ScreenResult;
  /** How long the same content again counts as a copy. */
  windowMs: number;
  duplicateOf?: string;
}

export interface Failure {
  id: string;
  error: string;
  failures: number;
}

/** What one turn came to, for counting and for the log. */
export interface Processed {
  /** How many events it took; 0 means nothing waits, or another worker has the workspace. */
  taken: number;
  events: EventSeen[];
  failures: Failure[];
  /** Screening rules that threw; their events went on, flagged. */
  brokenRules: { event: string; rule: string; error: unknown }[];
  /** Flows found not to compile; the others ran. */
  brokenFlows: BrokenFlow[];
}

const NOTHING: Processed = { taken: 0, events: [], failures: [], brokenRules: [], brokenFlows: [] };

/**
 * Screens, deduplicates and routes the received events of one workspace, in order of receipt, in one
 * transaction under the workspace's lock: verdict, links and deliveries are written together or not at all.
 * An event that cannot be processed does not stop the others; it shows its error and is tried again.
 */
export async function processReceived(deps: ProcessDeps, workspaceId: string): Promise<Processed> {
  // Learning takes its time, so not under the lock.
  const taught = (await deps.learner?.taught(workspaceId)) ?? new Map<string, Taught>();
  return deps.store.transaction(async (trx) => {
    if (!(await deps.store.lockRow(trx, 'workspaces', workspaceId))) return NOTHING;
    const now = deps.now();
    const rows = await dueEvents(trx, workspaceId, now);
    if (rows.length === 0) return NOTHING;

    const sources = await sourcesOf(trx, workspaceId);
    const flows = await liveFlows(trx, workspaceId);
    const brokenFlows = await tellOfBrokenFlows(trx, workspaceId, flows, now);
    const failures: Failure[] = [];
    const opened = collect(rows, failures, (row) => open(row, sources.get(row.source_id)?.settings));
    const results = await screenReceived(trx, deps.fingerprintKey, workspaceId, opened, taught, now);
    const decisions = opened.map((event, index): Decision => ({ ...event, result: results[index] as ScreenResult }));
    await markDuplicates(trx, deps, workspaceId, decisions);
    const quiet = decisions.some(({ envelope }) => envelope.context?.quiet === true);
    const messages = quiet ? await messagingSteps(trx, workspaceId, deps.destinations) : () => false;
    const routed = collect(decisions, failures, (decision) => ({
      decision,
      planned: plan({ ...decision, workspaceId }, flows, messages, now),
      heard: hear(decision, sources.get(decision.sourceId)?.settings),
    }));
    await writeVerdicts(
      trx,
      routed.map(({ decision }) => decision),
      now,
    );
    await identify(
      trx,
      workspaceId,
      routed.flatMap(({ heard }) => heard ?? []),
      now,
    );
    const planned = routed.flatMap((each) => each.planned);
    const events = routed.map(({ decision }) => ({ ...decision, workspaceId }));
    await fillShadows(trx, workspaceId, events, flows, planned);
    await insertDeliveries(trx, planned);
    await writeFailures(trx, failures, now);
    return {
      taken: rows.length,
      events: routed.map(({ decision }) => seen(decision, workspaceId, sources, now)),
      failures,
      brokenRules: decisions.flatMap(({ id, result }) => (result.failures ?? []).map((failure) => ({ event: id, ...failure }))),
      brokenFlows,
    };
  });
}

function open(row: DueEvent, settings: SourceSettings | undefined): Omit<Decision, 'result'> {
  const envelope = openBody(row.body);
  const { screening, duplicateWindowMinutes } = settings ?? SourceSettings.parse({});
  return {
    id: row.id,
    receivedAt: row.received_at,
    envelope,
    sourceId: row.source_id,
    contactKey: row.contact_key,
    process_failures: row.process_failures,
    traceparent: row.traceparent,
    settings: screening,
    asked: row.asked === null ? {} : (JSON.parse(row.asked) as Asked),
    windowMs: duplicateWindowMinutes * MINUTE_MS,
  };
}

/** Does `work` for each item; one that throws becomes a failure and stops no other. */
function collect<Item extends { id: string; process_failures: number }, Result>(
  items: Item[],
  failures: Failure[],
  work: (item: Item) => Result,
): Result[] {
  return items.flatMap((item) => {
    try {
      return [work(item)];
    } catch (error) {
      failures.push({ id: item.id, error: String(error), failures: item.process_failures + 1 });
      return [];
    }
  });
}

function verdictOf({ result, duplicateOf }: Decision): Verdict {
  return duplicateOf === undefined ? result.verdict : 'duplicate';
}

/** Reads a stored envelope. It passed the edge once; optional parts that did not are left out here too. */
export function openBody(body: string): Envelope {
  const parsed = parseEnvelope(JSON.parse(body));
  if (!parsed.ok) throw new Error(`The stored event cannot be read: ${parsed.problems.map((problem) => problem.path).join(', ')}`);
  return parsed.envelope;
}

type Sources = Map<string, { kind: string; settings: SourceSettings }>;

async function sourcesOf(trx: Transaction<Schema>, workspaceId: string): Promise<Sources> {
  const rows = await trx.selectFrom('sources').select(['id', 'kind', 'settings']).where('workspace_id', '=', workspaceId).execute();
  return new Map(rows.map(({ id, kind, settings }) => [id, { kind, settings: SourceSettings.parse(JSON.parse(settings)) }]));
}

function seen(decision: Decision, workspaceId: string, sources: Sources, now: number): EventSeen {
  const { id, sourceId, receivedAt, envelope, traceparent } = decision;
  const sourceKind = sources.get(sourceId)?.kind ?? 'unknown';
  const verdict = verdictOf(decision);
  return { id, workspaceId, sourceId, sourceKind, type: envelope.type, traceparent, receivedAt, processedAt: now, verdict };
}

async function markDuplicates(trx: Transaction<Schema>, deps: ProcessDeps, workspaceId: string, decisions: Decision[]): Promise<void> {
  const passing = decisions.filter(({ result }) => result.verdict === 'accept' || result.verdict === 'review');
  const duplicates = await findDuplicates(
    trx,
    deps.fingerprintKey,
    passing.map(({ id, envelope, windowMs }) => ({ id, workspaceId, envelope, windowMs })),
  );
  for (const decision of passing) {
    const original = duplicates.get(decision.id);
    if (original !== undefined) decision.duplicateOf = original;
  }
}

function plan(event: Decision & RoutedEvent, flows: CompiledFlow[], messages: Messages, now: number): NewDelivery[] {
  const { result, duplicateOf } = event;
  if (duplicateOf !== undefined || (result.verdict !== 'accept' && result.verdict !== 'review')) return [];
  return planDeliveries(event, flows, messages, now);
}

/** What an event says of its person, where it goes on or is of a site's history: nobody is known from spam, tests and double clicks. */
function hear(decision: Decision, settings: SourceSettings | undefined): Heard | undefined {
  const { id, sourceId, receivedAt, envelope } = decision;
  const verdict = verdictOf(decision);
  if (verdict !== 'accept' && verdict !== 'review' && envelope.context?.silent !== true) return undefined;
  return heardOf({ id, sourceId, receivedAt, envelope, country: settings?.country });
}

async function writeVerdicts(trx: Transaction<Schema>, decisions: Decision[], now: number): Promise<void> {
  if (decisions.length === 0) return;
  const rows = valueRows(
    { id: 'text', verdict: 'text', reasons: 'text', score: 'double precision', duplicate_of: 'text', would_be: 'text' },
    decisions.map(({ id, result, duplicateOf }) => ({
      id,
      verdict: duplicateOf === undefined ? result.verdict : 'duplicate',
      reasons: JSON.stringify(duplicateOf === undefined ? reasonsOf(result) : [duplicateReason(duplicateOf), ...result.findings]),
      score: result.score,
      duplicate_of: duplicateOf ?? null,
      would_be: duplicateOf === undefined ? otherwise(result) : null,
    })),
  );
  await sql`
    with decision(id, verdict, reasons, score, duplicate_of, would_be) as (${rows})
    update events set state = 'processed', processed_at = ${now}, verdict = decision.verdict, reasons = decision.reasons,
      score = decision.score, duplicate_of = decision.duplicate_of, would_be = decision.would_be,
      process_error = null
    from decision where events.id = decision.id`.execute(trx);
}

/** What it would have been, had the site not only been watched; null where that is nothing else. */
function otherwise({ wouldBe, verdict }: ScreenResult): ScreenVerdict | null {
  return wouldBe === undefined || wouldBe === verdict ? null : wouldBe;
}

function reasonsOf(result: ScreenResult): Finding[] {
  const wouldBe = otherwise(result);
  if (wouldBe === null) return result.findings;
  const observed = {
    rule: 'observe_mode',
    weight: 0,
    evidence: `Only watching this site so far; otherwise this would be: ${wouldBe}.`,
  };
  return [...result.findings, observed];
}

function duplicateReason(original: string): Finding {
  return { rule: 'same_content', weight: 0, evidence: `Says the same as ${original}, sent a moment before.` };
}

async function writeFailures(trx: Transaction<Schema>, failures: Failure[], now: number): Promise<void> {
  for (const { id, error, failures: count } of failures) {
    await trx
      .updateTable('events')
      .set({ process_failures: count, process_error: error.slice(0, 2000), process_at: now + retryDelay(count) })
      .where('id', '=', id)
      .execute();
  }
}
