import type { ShopHarness } from '../../../packages/shopify-app/testing/harness.ts';

export interface Kept {
  workspaceId: string;
  sourceId: string;
}

interface Seeded {
  verdict: 'quarantine' | 'accept' | 'duplicate';
  /** What each says; `{n}` is its number. */
  message: string;
  /** What it would have been, where the shop is only watched. */
  wouldBe?: 'quarantine' | 'review';
  score?: number;
  reasons?: object[];
  type?: string;
  /** Nobody said who they are. */
  isNameless?: boolean;
}

/** Puts messages into the store as screening left them, more than anybody would type into a form. */
export async function seed(
  { store, clock }: ShopHarness,
  { workspaceId, sourceId }: Kept,
  count: number,
  seeded: Seeded,
): Promise<string[]> {
  const { verdict, message, score = 6, reasons = [], type = 'form.submitted', wouldBe = null, isNameless = false } = seeded;
  const now = clock.now();
  const before = (await store.db.selectFrom('events').select('id').execute()).length;
  const rows = Array.from({ length: count }, (_, index) => {
    const number = before + index;
    const email = `visitor${number}@example.com`;
    const body = {
      id: `sub-${number}`,
      idempotencyKey: `${type}:seeded-${number}:1`,
      type,
      occurredAt: new Date(now).toISOString(),
      subject: isNameless ? {} : { email },
      data: { form: { id: 'contact', title: 'Write to us' }, fields: { message: message.replace('{n}', String(number)) } },
    };
    return {
      id: `evt_seeded_${String(number).padStart(5, '0')}`,
      workspace_id: workspaceId,
      source_id: sourceId,
      type,
      state: 'processed' as const,
      idempotency_key: body.idempotencyKey,
      occurred_at: now,
      received_at: now,
      process_at: now,
      process_failures: 0,
      verdict,
      would_be: wouldBe,
      reasons: JSON.stringify(reasons),
      score,
      contact_key: isNameless ? null : `email:${email}`,
      body: JSON.stringify(body),
    };
  });
  for (let start = 0; start < rows.length; start += 100) {
    await store.db
      .insertInto('events')
      .values(rows.slice(start, start + 100))
      .execute();
  }
  return rows.map(({ id }) => id);
}
