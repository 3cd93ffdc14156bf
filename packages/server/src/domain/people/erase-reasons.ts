import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Schema } from '../../store/schema.ts';

const Before = z.object({ records: z.array(z.string()) });

/**
 * Erases in which words an opt-out of these people was lifted: somebody typed them, and they may name anybody. That it was lifted,
 * by whom and when stays.
 */
export async function eraseReasons(
  trx: Transaction<Schema>,
  workspaceId: string,
  records: readonly { id: string; personId: string }[],
): Promise<void> {
  const ids = new Set(records.map(({ id }) => id));
  const persons = new Set(records.map(({ personId }) => personId));
  const lifted = await trx
    .selectFrom('audit')
    .select(['seq', 'entity_id', 'before', 'after'])
    .where('workspace_id', '=', workspaceId)
    .where('action', '=', 'person.opt_out_lifted')
    .execute();
  for (const { seq, entity_id: personId, before, after } of lifted) {
    // Who was joined with somebody since goes by the other's id; the records are the same.
    const isTheirs = persons.has(personId) || Before.parse(JSON.parse(before ?? '')).records.some((id) => ids.has(id));
    if (!isTheirs) continue;
    const { reason: _, ...rest } = JSON.parse(after ?? '{}') as Record<string, unknown>;
    await trx
      .updateTable('audit')
      .set({ after: JSON.stringify(rest) })
      .where('seq', '=', seq)
      .execute();
  }
}
