import { unlessGone, type CallContext, type Erased, type PersonAtVendor } from '../kit/index.ts';
import { findPerson } from './find-person.ts';
import type { Settings } from './settings.ts';

const PATHS: Record<string, string> = { upsertPerson: '/api/v2/persons', createLead: '/api/v1/leads', createNote: '/api/v1/notes' };

/** The most copies of one person that are looked for; more than that points to a fault. */
const COPIES = 50;

/**
 * Deletes the persons with this address and what we wrote about them: leads and notes. Deals and organisations stay, they are
 * the shop's own books. Pipedrive keeps what is deleted for 30 days before it is gone for good.
 */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<Erased> {
  for (const { operation, id } of records) {
    const path = PATHS[operation];
    if (path !== undefined) await remove(ctx, `${path}/${encodeURIComponent(id)}`);
  }
  if (email !== undefined) await removePersons(ctx, email);
  return { stays: STAYS };
}

const STAYS =
  'Pipedrive keeps what was deleted for 30 days before it is gone for good. Deals and organisations stay; where they hold the person’s name, change it there.';

async function removePersons(ctx: CallContext<Settings>, email: string): Promise<void> {
  const gone = new Set<number>();
  for (let copy = 0; copy < COPIES; copy++) {
    const found = await findPerson(ctx, email);
    // The search index may still show whom we have just deleted.
    if (found === undefined || gone.has(found.id)) return;
    gone.add(found.id);
    await remove(ctx, `/api/v2/persons/${found.id}`);
  }
}

async function remove(ctx: CallContext<Settings>, path: string): Promise<void> {
  await unlessGone(ctx.call({ method: 'DELETE', path }), ({ status }) => status === 404 || status === 410);
}
