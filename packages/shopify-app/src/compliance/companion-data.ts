import { endpoints } from '@handoff/shared/api';
import type { z } from 'zod';
import { call } from '../companion/index.ts';
import { failureOf, readAnswer, unreachable } from '../companion/answer.ts';
import { linkOf } from '../companion/link.ts';
import type { Parts } from '../parts.ts';
import type { PersonThere } from '../ports.ts';
import type { Person } from './person.ts';

/** Who asks, in the companion's audit. */
const ASKED_BY = 'Shopify (privacy request)';

/** The receipts there are for its people; here Shopify's own requests are kept. */
const Exported = endpoints.exportPerson.answer.omit({ receiptId: true });
const Erased = endpoints.erasePerson.answer.omit({ receiptId: true });
export type Erased = z.infer<typeof Erased>;
export type HeldRecord = Erased['destinations'][number];
export type PersonRecord = z.infer<typeof endpoints.exportPerson.answer>['items'][number];

export interface ErasedThere {
  events: number;
  deliveries: number;
  attempts: number;
  cancelled: number;
  /** What destinations still hold. */
  destinations: HeldRecord[];
}

/** All that the companion keeps of a person from this shop. @throws CompanionError */
export async function exportThere(parts: Parts, shop: string, person: Person): Promise<PersonRecord[]> {
  const items: PersonRecord[] = [];
  for await (const page of pages(parts, shop, '/people/export', Exported, whoIs(person))) items.push(...page.items);
  return items;
}

/** Erases it there; what was still to be sent is cancelled. @throws CompanionError */
export async function eraseThere(parts: Parts, shop: string, person: Person): Promise<ErasedThere> {
  return addUp(pages(parts, shop, '/people/erase', Erased, whoIs(person)));
}

/** Erases the personal data of every event this shop ever sent. @throws CompanionError */
export async function eraseSourceThere(parts: Parts, shop: string): Promise<ErasedThere> {
  const { sourceId } = await linkOf(parts, shop);
  return addUp(pages(parts, shop, `/sources/${sourceId}/erase`, endpoints.eraseSource.answer, {}));
}

async function addUp(answers: AsyncIterable<Erased>): Promise<ErasedThere> {
  const erased: Erased[] = [];
  for await (const page of answers) erased.push(page);
  return together(erased) ?? { events: 0, deliveries: 0, attempts: 0, cancelled: 0, destinations: [] };
}

/** What was erased by several calls; null where there were none. */
export function together(erased: readonly ErasedThere[]): ErasedThere | null {
  if (erased.length === 0) return null;
  const sum = (count: 'events' | 'deliveries' | 'attempts' | 'cancelled') => erased.reduce((total, each) => total + each[count], 0);
  return {
    events: sum('events'),
    deliveries: sum('deliveries'),
    attempts: sum('attempts'),
    cancelled: sum('cancelled'),
    destinations: erased.flatMap(({ destinations }) => destinations),
  };
}

/** By the customer's id too: they may have had another address before, or Shopify may withhold the one they have. */
export function whoIs({ customerId, email, phone }: Person): PersonThere {
  return {
    externalIds: { shopify_customer: customerId },
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone: phone.slice(0, 64) }),
  };
}

/** Asks page after page. */
async function* pages<Page extends { next: number | null }>(
  parts: Parts,
  shop: string,
  path: string,
  schema: z.ZodType<Page>,
  ask: PersonThere,
): AsyncGenerator<Page> {
  const { workspaceId } = await linkOf(parts, shop);
  const now = parts.ports.clock.now();
  for (let before: number | null | undefined; before !== null;) {
    const body = JSON.stringify({ ...ask, ...(before === undefined ? {} : { before }) });
    const answer = await readAnswer(
      await call(parts, shop, ASKED_BY, { method: 'POST', path: `/v1/workspaces/${workspaceId}${path}`, body }),
    );
    if (answer.status !== 200) throw failureOf(answer, now);
    const read = schema.safeParse(answer.json);
    if (!read.success) throw unreachable('The Handoff server’s answer could not be read.', now);
    yield read.data;
    before = read.data.next;
  }
}
