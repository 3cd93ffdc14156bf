import { compileReader } from '@handoff/shared/mapping';
import { sql } from 'kysely';
import type { Performed, Updates } from '../destinations/kit/types.ts';
import type { Db } from '../store/schema.ts';
import { valueRows } from '../store/values.ts';
import type { Prepared } from './prepare.ts';

/** What a delivery shows that was left out because newer data is there. */
export const NEWER_IS_THERE = JSON.stringify({
  code: 'newer_data',
  message:
    'This is from earlier, and newer data of this contact is there already. So this step was left out; later steps go on with the record that is there.',
});

/** A delivery that would put old data over newer. */
export interface Outdated {
  prepared: Prepared;
  /** The record with the newer data, for later steps to build on. */
  there: Pick<Performed, 'id' | 'url' | 'output'>;
}

/**
 * Tells deliveries of a quiet import, or of what was kept back and let go, that would put what a person said long ago over what they
 * said since: in the same record, through the same step, and with success. Both bring old things after new ones. Lanes keep their
 * order, so what came in before has its end by now. Replays were asked already, or are forced.
 */
export async function findOutdated(db: Db, prepared: Prepared[]): Promise<Outdated[]> {
  const asked = prepared.filter(
    ({ event, operation, delivery }) =>
      (event.quiet || event.released) &&
      operation.updates?.recurring === true &&
      delivery.replay_of === null &&
      delivery.lane !== `event:${delivery.event_id}`,
  );
  if (asked.length === 0) return [];
  const rows = valueRows(
    {
      position: 'bigint',
      connection_id: 'text',
      lane: 'text',
      flow_id: 'text',
      step_key: 'text',
      operation: 'text',
      occurred_at: 'bigint',
      event_seq: 'bigint',
    },
    asked.map(({ delivery, event }, position) => ({
      position,
      connection_id: delivery.connection_id,
      lane: delivery.lane,
      flow_id: delivery.flow_id,
      step_key: delivery.step_key,
      operation: delivery.operation,
      occurred_at: event.occurredAt,
      event_seq: event.seq,
    })),
  );
  const newer = await sql<{ position: number; payload: string | null; result: string | null }>`
    with asked(position, connection_id, lane, flow_id, step_key, operation, occurred_at, event_seq) as (${rows}),
      newest(position, id) as (
        select asked.position, (
          select deliveries.id from deliveries join events on events.id = deliveries.event_id
          where deliveries.connection_id = asked.connection_id and deliveries.lane = asked.lane and deliveries.state = 'succeeded'
            and deliveries.flow_id = asked.flow_id and deliveries.step_key = asked.step_key
            and deliveries.operation = asked.operation
            and (events.occurred_at, events.seq) > (asked.occurred_at, asked.event_seq)
          order by events.occurred_at desc, events.seq desc limit 1)
        from asked)
    select newest.position, deliveries.payload, deliveries.result
    from newest join deliveries on deliveries.id = newest.id`.execute(db);
  return newer.rows.flatMap(({ position, payload, result }) => {
    const candidate = asked[position] as Prepared;
    const { key } = candidate.operation.updates as Updates;
    if (payload === null || result === null || !isSameRecord(key, candidate.payload, JSON.parse(payload))) return [];
    const { id, url, output } = JSON.parse(result) as Performed;
    return {
      prepared: candidate,
      there: { ...(id === undefined ? {} : { id }), ...(url === undefined ? {} : { url }), output: output ?? {} },
    };
  });
}

/** Whether both are found by the same value of one of these fields; a contact's orders may be of different companies. */
function isSameRecord(key: string[], one: unknown, other: unknown): boolean {
  return key.map(compileReader).some((read) => {
    const [mine, theirs] = [read(one), read(other)].map((value) => JSON.stringify(value)?.toLowerCase());
    return mine !== undefined && mine === theirs;
  });
}
