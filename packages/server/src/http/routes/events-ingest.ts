import { endpoints } from '@handoff/shared/api';
import { MAX_BATCH, parseEnvelope, type Problem } from '@handoff/shared/event';
import type { Context, Hono } from 'hono';
import { AppError } from '../../observe/app-error.ts';
import { readTraceparent } from '../../observe/trace-context.ts';
import { knownEvents } from '../../pipeline/known.ts';
import type { ParsedEvent } from '../../pipeline/receive.ts';
import { parsePart } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { requireSignature, requireSource } from '../middleware/source-auth.ts';
import { decodeText, type ParsedJson, parseJson, readBody } from '../read-body.ts';

/** `POST /v1/events`: one signed envelope, or a batch; 202 only after the durable commit. `/v1/events/known`: what need not be sent again. */
export function ingestRoutes(app: Hono, deps: AppDeps): void {
  const signed = async (c: Context) => {
    const bytes = await readBody(c.req.raw, deps.config.maxBodyBytes);
    const source = await requireSource(deps.sourceKeys, c.req.header('handoff-source'));
    await requireSignature(source, c.req.raw.headers, bytes, deps.clock.now());
    return { source, bytes };
  };

  app.post(endpoints.knownEvents.path, async (c) => {
    const { source, bytes } = await signed(c);
    const { keys } = parsePart(endpoints.knownEvents.body, parseJson(decodeText(bytes)).value, '');
    return c.json({ known: await knownEvents(deps.store, source, keys) });
  });

  app.post(endpoints.postEvents.path, async (c) => {
    const { source, bytes } = await signed(c);
    const text = decodeText(bytes);
    const json = parseJson(text);
    const traceparent = readTraceparent(c.req.header('traceparent'));
    const batch = batchOf(json.value);
    if (batch !== undefined) {
      deps.limits.events(source.id, batch.length);
      return c.json({ results: await receiveBatch(deps, source, { batch, dropped: json.dropped, traceparent }) }, 202);
    }

    // What was left out must not be in what is kept either: the same event again would differ from it each time.
    const event = parseOne(json.value, json.dropped.length === 0 ? text : JSON.stringify(json.value), json.dropped);
    if (!event.ok) throw notAnEnvelope(event.problems);
    deps.limits.events(source.id, 1);
    const [accepted] = await deps.receive(source, [{ ...event.parsed, traceparent }]);
    return c.json({ ...accepted, ...(event.parsed.problems.length === 0 ? {} : { problems: event.parsed.problems }) }, 202);
  });
}

function batchOf(value: unknown): unknown[] | undefined {
  if (typeof value !== 'object' || value === null || !('events' in value) || 'data' in value) return undefined;
  const { events } = value;
  if (!Array.isArray(events) || events.length === 0) {
    throw new AppError('invalid', 'A batch holds its events in a list.', {
      problems: [{ path: '/events', message: 'Expected a list of 1 to 100 events.' }],
    });
  }
  if (events.length > MAX_BATCH) {
    throw new AppError(
      'batch_too_large',
      `A batch holds at most ${MAX_BATCH} events; this one has ${events.length}. Nothing of it was accepted; split it.`,
    );
  }
  return events;
}

type One = { ok: true; parsed: ParsedEvent } | { ok: false; problems: Problem[] };

function parseOne(value: unknown, body: string, dropped: ParsedJson['dropped']): One {
  const result = parseEnvelope(value);
  if (!result.ok) return result;
  const ignored = dropped.map((name) => ({ path: '', message: `A member called "${name}" was ignored.` }));
  return { ok: true, parsed: { envelope: result.envelope, problems: [...result.problems, ...ignored], body } };
}

interface Batch {
  batch: unknown[];
  dropped: string[];
  traceparent: string | undefined;
}

async function receiveBatch(deps: AppDeps, source: { id: string; workspaceId: string }, { batch, dropped, traceparent }: Batch) {
  const events = batch.map((value) => parseOne(value, JSON.stringify(value), dropped));
  const good = events.flatMap((event) => (event.ok ? [{ ...event.parsed, traceparent }] : []));
  const accepted = (await deps.receive(source, good)).values();
  return events.map((event) => {
    if (!event.ok) return { status: 'rejected' as const, error: errorOf(event.problems) };
    const { problems } = event.parsed;
    return { ...accepted.next().value, ...(problems.length === 0 ? {} : { problems }) };
  });
}

function notAnEnvelope(problems: Problem[]): AppError {
  return new AppError('invalid', errorOf(problems).message, { problems });
}

function errorOf(problems: Problem[]) {
  return {
    code: 'invalid' as const,
    message: 'This is not an event: see which members are missing or wrong. Keep it and send it again once mended.',
    problems,
  };
}
