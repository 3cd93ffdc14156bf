import type { z } from 'zod';
import { TOPICS } from '../normalize/index.ts';
import type { TopicHealth } from '../panel-api/resources.ts';
import { isoOrNull } from '../panel-api/times.ts';
import type { Parts } from '../parts.ts';
import { EVENT_TOPIC } from '../storefront/index.ts';

/** Every topic that brings events, with what it brought this shop; then whatever else came. */
export async function listTopics(parts: Parts, shop: string): Promise<z.input<typeof TopicHealth>[]> {
  const rows = await parts.ports.store.db.selectFrom('shopify_topics').selectAll().where('shop', '=', shop).orderBy('topic').execute();
  const known = new Map(rows.map((row) => [row.topic, row]));
  const others = rows.map(({ topic }) => topic).filter((topic) => topic !== EVENT_TOPIC && !TOPICS.includes(topic));
  return [...TOPICS, ...others].map((topic) => {
    const row = known.get(topic);
    const deliveries = row?.deliveries ?? 0;
    const missedAt = row?.missed_at ?? null;
    // A webhook that came after the comparison shows that the topic works again.
    const lastAt = row === undefined || deliveries === 0 ? null : row.last_at;
    const isMissed = missedAt !== null && (lastAt === null || lastAt <= missedAt);
    return {
      topic,
      state: isMissed ? 'missed' : lastAt === null ? 'waiting' : 'ok',
      lastAt: isoOrNull(lastAt),
      deliveries,
      missed: row?.missed ?? 0,
      missedAt: isoOrNull(missedAt),
    };
  });
}
