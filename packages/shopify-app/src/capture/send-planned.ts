import { send } from '../companion/send.ts';
import type { Parts } from '../parts.ts';
import type { Hold } from './hold.ts';
import { type Captured, type Planned, tellsState } from './types.ts';
import { noteVersions, recordKey, type Version } from './versions.ts';

/** The most events one request may carry. */
const EVENTS_PER_REQUEST = 100;

/** Sends what is to be sent, in order, and notes the newest version of each record. */
export async function sendPlanned(parts: Parts, hold: Hold, planned: Planned[]): Promise<Captured[]> {
  const answers = planned.map((next) => ('answer' in next ? next.answer : undefined));
  const open = planned.flatMap((next, index) => ('send' in next ? [{ ...next, index }] : []));
  for (let start = 0; start < open.length; start += EVENTS_PER_REQUEST) {
    const chunk = open.slice(start, start + EVENTS_PER_REQUEST);
    await hold.keep();
    const sent = await send(
      parts,
      hold.shop,
      chunk.map((next) => next.send.envelope),
    );
    chunk.forEach(({ index, refetched }, at) => {
      const result = sent[at] as (typeof sent)[number];
      answers[index] =
        result.status === 'rejected'
          ? { outcome: 'rejected', message: result.message ?? 'The Handoff server refused this event.' }
          : { outcome: result.status === 'accepted' ? 'sent' : 'known', eventId: result.eventId, refetched };
    });
    await noteVersions(parts, hold.shop, newestOf(chunk.filter(({ index }) => answers[index]?.outcome !== 'rejected')));
  }
  await noteVersions(parts, hold.shop, newestOf(planned.flatMap(stateKnown)));
  return answers as Captured[];
}

interface Noted {
  send: { record?: { kind: string; id: string; version: number } | undefined };
  content: string;
}

/** An event of a state whose key the companion has: that state was sent, whoever did it. */
function stateKnown(next: Planned): Noted[] {
  if (!('answer' in next) || next.answer.outcome !== 'known' || !tellsState(next.item.envelope.type)) return [];
  return [{ send: next.item, content: next.content }];
}

function newestOf(noted: Noted[]): Map<string, Version> {
  const newest = new Map<string, Version>();
  for (const { send: item, content } of noted) {
    const { record } = item;
    if (record === undefined || record.version < (newest.get(recordKey(record))?.version ?? 0)) continue;
    newest.set(recordKey(record), { version: record.version, content });
  }
  return newest;
}
